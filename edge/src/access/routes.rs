//! `/api/v1/access`

use creator::{
    access::{self, Rules},
    production, quote, upgrade,
};
use money::Amount;
use policy::{Catalogue, Policies};
use wire::{
    access::{AccessAsk, AccessSummary, FeatureRow, Production},
    scope::Scope,
};
use worker::Response;

use crate::{
    answer,
    call::{Call, SMALL_BODY_BYTES_MAX},
    catalogue,
    error::{Code, Failure, Refusal},
    policy as rules, session,
    staking::{self, show::anm},
};

use super::show::{self, Asker};

/// Longest name of a feature and longest value, in characters.
const ASKED_CHARS_MAX: usize = 100;

/// What holds now, and who asks.
struct Context {
    policies: Policies,
    catalogue: Catalogue,
    asker: Asker,
}

impl Context {
    fn rules(&self) -> Rules<'_> {
        Rules { policies: &self.policies, catalogue: &self.catalogue }
    }
}

/// Guests and people without a session count as Basic: they may look before they sign up.
async fn context(call: &Call) -> Result<Context, Failure> {
    let policies = rules::store::load(&call.env, call.now).await?;
    let catalogue = catalogue::store::load(&call.env).await?;
    let member = match session::member(call, Scope::LedgerRead).await {
        Ok(caller) => Some(caller.principal),
        Err(Failure::Refused(Refusal {
            code: Code::SessionRequired | Code::MembershipRequired,
            ..
        })) => None,
        Err(failure) => return Err(failure),
    };
    let (staked, available) = match member {
        Some(principal) => {
            let held = staking::store::load(&call.env, &principal).await?;
            (held.stake.staked, Some(held.available))
        }
        None => (Amount::ZERO, None),
    };
    let tier = policies.tier_of(staked);
    Ok(Context { policies, catalogue, asker: Asker { staked, available, tier } })
}

/// `POST /api/v1/access/check`
pub async fn check(call: &mut Call) -> Result<Response, Failure> {
    let asked: AccessAsk = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let context = context(call).await?;
    let staked = context.asker.staked;
    let decision = match (asked.feature, asked.production) {
        (Some(feature), None) => {
            let value = asked.value.unwrap_or_default();
            for (text, field) in [(&feature, "feature"), (&value, "value")] {
                if text.chars().count() > ASKED_CHARS_MAX {
                    return Err(Refusal::of(Code::FieldInvalid, field).into());
                }
            }
            access::check(&feature, &value, staked, context.rules())
        }
        (None, Some(production)) if asked.value.is_none() => {
            well_formed(&production)?;
            access::validate(&production, staked, context.rules())
        }
        (None, None) => return Err(Refusal::of(Code::FieldMissing, "feature").into()),
        _ => return Err(Refusal::of(Code::FieldInvalid, "production").into()),
    };
    answer::json(200, &show::decision(&decision, staked))
}

/// `POST /api/v1/access/quote`
pub async fn get_quote(call: &mut Call) -> Result<Response, Failure> {
    let body = call.body(SMALL_BODY_BYTES_MAX).await?;
    let production: Production = body.json()?;
    well_formed(&production)?;
    let context = context(call).await?;
    let quote = price(&production, &context.policies)?;
    let access = access::validate(&production, context.asker.staked, context.rules());
    let shown = show::quote(production, &quote, &context.asker, &access, &context.policies);
    answer::json(200, &shown)
}

/// Refuses a production with values nobody could ask for.
pub fn well_formed(production: &Production) -> Result<(), Failure> {
    let resolution = production.resolution.chars().count() > ASKED_CHARS_MAX;
    let malformed =
        if resolution { Some("resolution") } else { production::malformed_field(production) };
    malformed.map_or(Ok(()), |field| Err(Refusal::of(Code::FieldInvalid, field).into()))
}

/// The price of a production; one of a resolution that does not exist has none.
pub fn price(production: &Production, policies: &Policies) -> Result<quote::Quote, Failure> {
    quote::quote(production, policies).map_err(|refusal| match refusal {
        quote::Refusal::ResolutionUnknown => Refusal::of(Code::FieldInvalid, "resolution").into(),
        quote::Refusal::TooLarge => Refusal::of(Code::FieldInvalid, "durationSeconds").into(),
    })
}

/// `GET /api/v1/access/summary`
pub async fn get_summary(call: &Call) -> Result<Response, Failure> {
    let context = context(call).await?;
    let (staked, policies) = (context.asker.staked, &context.policies);
    let row = |row: upgrade::Row| FeatureRow {
        feature: row.feature.name().to_owned(),
        allowed: row.allowed,
        best: row.best.1,
        best_tier: row.best.0.name().to_owned(),
        next_tier: row.next.as_ref().map(|next| next.0.name().to_owned()),
        next: row.next.map(|next| next.1),
    };
    answer::json(
        200,
        &AccessSummary {
            tier: context.asker.tier.id.name().to_owned(),
            staked: anm(staked),
            card: staking::show::card(&context.asker.tier),
            features: upgrade::summary(staked, policies).into_iter().map(row).collect(),
            next_tier: upgrade::next_upgrade(staked, policies).as_ref().map(staking::show::upgrade),
        },
    )
}
