//! What the wallet shows, and what can be done with it.

use money::{Amount, Asset, Rate, Rounding};
use wire::account::Person;
use wire::staking::StakingOverview;
use wire::token::{AssetBalance, Balances, HistoryItem, TransferReceipt};

use crate::amount::{self, Writing};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    pub(super) asset: Asset,
    pub(super) balances: Option<Balances>,
    pub(super) staking: Option<StakingOverview>,
    /// Why there are no balances.
    pub(super) lost: Option<String>,
    pub(super) history: History,
    pub(super) sheet: Option<Sheet>,
    pub(super) draft: Draft,
    /// Whether the edge lets one draw from the faucet, as in development.
    pub(super) has_faucet: bool,
    /// Something other than a transfer is on its way.
    pub(super) is_busy: bool,
    pub(super) wrong: Option<String>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            asset: Asset::Anm,
            balances: None,
            staking: None,
            lost: None,
            history: History::default(),
            sheet: None,
            draft: Draft::default(),
            has_faucet: false,
            is_busy: false,
            wrong: None,
        }
    }
}

impl State {
    /// The balance of the asset that is shown.
    pub(super) fn balance(&self) -> Option<&AssetBalance> {
        self.balances.as_ref()?.items.iter().find(|it| it.asset == self.asset.code())
    }

    /// What can be spent of the asset that is shown.
    pub(super) fn available(&self) -> Amount {
        let text = self.balance().map_or("0", |it| it.available.as_str());
        Amount::parse(text, self.asset).unwrap_or(Amount::ZERO)
    }
}

/// The lines of the history that are here.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct History {
    pub(super) filter: Filter,
    pub(super) items: Vec<HistoryItem>,
    pub(super) next: Option<String>,
    pub(super) is_coming: bool,
    pub(super) has_come: bool,
    pub(super) lost: Option<String>,
    /// Counts the questions: an answer to an older one is not looked at.
    pub(super) asked: u32,
}

/// Which lines are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) direction: Direction,
    /// One kind, or all of them.
    pub(super) kind: String,
    /// Words of the memo, or a name.
    pub(super) words: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Direction {
    #[default]
    All,
    In,
    Out,
}

/// A sheet on top of the wallet.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sheet {
    Send,
    Receive,
    /// One line of the history.
    Entry(Box<HistoryItem>),
    Statement,
    Faucet,
    /// Asks once more before rewards are claimed, or claimed and restaked.
    Claim {
        restake: bool,
    },
}

/// A transfer that is being written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Draft {
    pub(super) to: String,
    /// Who was found under that name.
    pub(super) person: Option<Person>,
    pub(super) found: Vec<Person>,
    pub(super) amount: String,
    pub(super) memo: String,
    pub(super) to_wrong: Option<String>,
    pub(super) amount_wrong: Option<String>,
    /// The last question before it is sent.
    pub(super) order: Option<Order>,
    pub(super) is_busy: bool,
    pub(super) wrong: Option<String>,
    /// Counts the questions for names.
    pub(super) asked: u32,
    /// The part of an AVT transfer that is its fee.
    pub(super) avt_rate: Option<Rate>,
    pub(super) receipt: Option<TransferReceipt>,
}

/// A transfer as it will be sent, with all sums.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Order {
    /// As the edge takes it.
    pub(super) to: String,
    pub(super) asset: Asset,
    pub(super) amount: Amount,
    pub(super) fee: Amount,
    pub(super) total: Amount,
    pub(super) left: Amount,
    pub(super) memo: Option<String>,
}

/// What is wrong with a transfer, field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Objection {
    pub(super) to: Option<String>,
    pub(super) amount: Option<String>,
}

/// Makes an order of a draft, or says what is in the way.
pub(super) fn order(
    draft: &Draft,
    asset: Asset,
    available: Amount,
    own_name: &str,
    writing: &Writing,
) -> Result<Order, Objection> {
    let mut objection = Objection::default();
    let to = draft.to.trim();
    let own = !own_name.is_empty() && to.trim_start_matches('@').eq_ignore_ascii_case(own_name);
    if to.is_empty() {
        objection.to = Some("Who gets it? Type a name, such as @sora.".into());
    } else if own {
        objection.to = Some("That is you. Choose somebody else.".into());
    }
    let amount = amount::typed(&draft.amount, writing, asset.decimals() as usize)
        .and_then(|text| Amount::parse(&text, asset).ok())
        .filter(|amount| !amount.is_zero());
    let Some(amount) = amount else {
        objection.amount =
            Some(format!("An amount above zero, with at most {} decimals.", asset.decimals()));
        return Err(objection);
    };
    let fee = match (asset, draft.avt_rate) {
        (Asset::Avt, Some(rate)) => rate.of(amount, Rounding::Down).unwrap_or(Amount::ZERO),
        _ => Amount::ZERO,
    };
    let total = amount.checked_add(fee);
    let left = total.and_then(|total| available.checked_sub(total));
    let (Some(total), Some(left)) = (total, left) else {
        let shown = |amount: Amount| amount::parts(&amount.format(asset), writing).text();
        objection.amount = Some(format!(
            "You have {} {code}; this needs {}.",
            shown(available),
            total.map_or_else(|| "more than there is".into(), shown),
            code = asset.code(),
        ));
        return Err(objection);
    };
    if objection != Objection::default() {
        return Err(objection);
    }
    let address = draft.person.as_ref().map(|person| person.address.clone());
    let memo = draft.memo.trim();
    Ok(Order {
        to: address.unwrap_or_else(|| addressed(to)),
        asset,
        amount,
        fee,
        total,
        left,
        memo: (!memo.is_empty()).then(|| memo.to_owned()),
    })
}

/// A bare name gets its `@`; DIDs and ids stay as they are.
fn addressed(to: &str) -> String {
    let is_bare = !to.starts_with('@') && !to.contains(':') && to.len() < 36;
    if is_bare { format!("@{to}") } else { to.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(to: &str, amount: &str) -> Draft {
        Draft { to: to.into(), amount: amount.into(), ..Draft::default() }
    }

    fn anm(text: &str) -> Amount {
        Amount::parse(text, Asset::Anm).expect("an amount")
    }

    fn try_order(draft: &Draft, available: &str) -> Result<Order, Objection> {
        order(draft, Asset::Anm, anm(available), "noa", &Writing::default())
    }

    #[test]
    fn the_total_and_what_is_left_are_exact() {
        let order = try_order(&draft("sora", "40.00000001"), "412.73518204").expect("an order");
        assert_eq!((order.to.as_str(), order.total), ("@sora", anm("40.00000001")));
        assert_eq!(order.left, anm("372.73518203"));
    }

    #[test]
    fn all_can_be_sent_and_not_a_unit_more() {
        assert_eq!(try_order(&draft("@sora", "12.5"), "12.5").expect("all").left, Amount::ZERO);
        let more = try_order(&draft("@sora", "12.50000001"), "12.5").expect_err("too much");
        let words = "You have 12.50000000 ANM; this needs 12.50000001.";
        assert_eq!(more.amount.as_deref(), Some(words));
    }

    #[test]
    fn nothing_nobody_and_oneself_are_refused_here_already() {
        assert!(try_order(&draft("", "1"), "5").expect_err("nobody").to.is_some());
        assert!(try_order(&draft("@NOA", "1"), "5").expect_err("oneself").to.is_some());
        for amount in ["0", "", "-1", "0.000000001", "1e3"] {
            assert!(try_order(&draft("sora", amount), "5").expect_err(amount).amount.is_some());
        }
    }

    #[test]
    fn the_fee_of_avt_is_in_the_total_and_rounded_down() {
        let avt = |text: &str| Amount::parse(text, Asset::Avt).expect("an amount");
        let rate = Rate::parse("0.003").expect("a rate");
        let draft = Draft { avt_rate: Some(rate), ..draft("sora", "1.000000000000000001") };
        let order = order(&draft, Asset::Avt, avt("2"), "", &Writing::default()).expect("an order");
        assert_eq!(order.fee, avt("0.003"));
        assert_eq!(order.total, avt("1.003000000000000001"));
    }

    #[test]
    fn dids_and_ids_are_addresses_already() {
        assert_eq!(addressed("did:key:z6Mk"), "did:key:z6Mk");
        assert_eq!(addressed("11111111-1111-4111-8111-111111111111").len(), 36);
        assert_eq!(addressed("sora"), "@sora");
    }
}
