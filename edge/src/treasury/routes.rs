//! `GET /treasury` and `GET /treasury/flows`: for everybody, without names.

use ledger::{Account, System};
use money::{Amount, Asset};
use wire::treasury::{Flow, SupplyPoint, Treasury, TreasuryFlows};
use worker::Response;

use crate::{
    answer,
    call::Call,
    error::{Code, Failure, Refusal},
    token::{
        moment, read,
        statement::both,
        store::supply::{self, Point},
        supply::everywhere,
    },
};

const DAY_MS: u64 = 86_400_000;
/// Days that are shown when nothing is said.
const DAYS_USUAL: u32 = 30;
/// Most days that are shown.
const DAYS_MAX: u32 = 366;

/// `GET /api/v1/treasury`
pub async fn treasury(call: &Call) -> Result<Response, Failure> {
    let (supplies, _) = everywhere(&call.env).await?;
    let from = call.now.saturating_sub(u64::from(DAYS_USUAL) * DAY_MS);
    let (credited, debited) = turnover(call, System::Treasury, from).await?;
    let (burned, _) = turnover(call, System::Burned, from).await?;
    answer::json(
        200,
        &Treasury {
            supplies,
            credited_30_days: credited.format(Asset::Anm),
            debited_30_days: debited.format(Asset::Anm),
            burned_30_days: burned.format(Asset::Anm),
        },
    )
}

/// What went into and out of an account of the system, in ANM, from a moment on.
async fn turnover(call: &Call, system: System, from: u64) -> Result<(Amount, Amount), Failure> {
    let account = Account::system(system, Asset::Anm).name();
    let (mut credited, mut debited) = (Amount::ZERO, Amount::ZERO);
    for sum in supply::flows(&call.env, &account, from).await? {
        let (into, out) = both(&sum)?;
        credited = credited.checked_add(into).unwrap_or(Amount::MAX);
        debited = debited.checked_add(out).unwrap_or(Amount::MAX);
    }
    Ok((credited, debited))
}

/// `GET /api/v1/treasury/flows`
pub async fn flows(call: &Call) -> Result<Response, Failure> {
    let asset = read::asset_asked(call)?.unwrap_or(Asset::Anm);
    let days = match call.query("days") {
        None => DAYS_USUAL,
        Some(text) => text
            .parse()
            .ok()
            .filter(|days| (1..=DAYS_MAX).contains(days))
            .ok_or_else(|| Refusal::of(Code::QueryInvalid, "days"))?,
    };
    let first = (call.now / DAY_MS + 1).saturating_sub(days.into());
    let account = Account::system(System::Treasury, asset).name();
    let mut flows = Vec::new();
    for sum in supply::flows(&call.env, &account, first * DAY_MS).await? {
        let (into, out) = both(&sum)?;
        flows.push(Flow {
            day: moment::day(sum.day * DAY_MS),
            kind: sum.kind,
            credited: into.format(asset),
            debited: out.format(asset),
        });
    }
    let points = supply::series(&call.env, asset, first, days).await?;
    let supply = (first..first + u64::from(days))
        .map(|day| point(day, asset, &points))
        .collect::<Result<Vec<_>, _>>()?;
    answer::json(200, &TreasuryFlows { asset: asset.code().to_owned(), flows, supply })
}

fn point(day: u64, asset: Asset, points: &[Point]) -> Result<SupplyPoint, Failure> {
    let held = |purpose: &str| {
        let found = points.iter().find(|point| point.day == day && point.purpose == purpose);
        found.map_or(Ok(0), |point| point.limbs.signed())
    };
    let issued = -(held("issue")? + held("gateway")?);
    let (reserve, treasury) = (held("reserve")?, held("treasury")?);
    let (fees, burned) = (held("fees")?, held("burned")?);
    let text = |units: i128| {
        let amount = u128::try_from(units).ok().and_then(Amount::checked);
        let wrong = || Failure::Fault(format!("a supply of {units} {asset}"));
        amount.map(|amount| amount.format(asset)).ok_or_else(wrong)
    };
    Ok(SupplyPoint {
        day: moment::day(day * DAY_MS),
        circulating: text(issued - reserve - treasury - fees - burned)?,
        reserve: text(reserve)?,
        treasury: text(treasury)?,
        fees: text(fees)?,
        burned: text(burned)?,
    })
}
