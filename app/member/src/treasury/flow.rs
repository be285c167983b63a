//! What came into the treasury and what went out, day by day and kind by kind. Pure.

use wire::treasury::{Flow, TreasuryFlows};

use super::supply::written;
use crate::share;

/// How many kinds have a colour of their own; the rest shares one.
const KINDS_MAX: usize = 5;

/// A kind of movement within the days that are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) name: String,
    /// Which colour and texture, from 0.
    pub(super) colour: usize,
    pub(super) credited: String,
    pub(super) debited: String,
}

/// A piece of a day's bar. Its length and its place are ten-thousandths of half the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) colour: usize,
    pub(super) begins: u32,
    pub(super) length: u32,
    /// Upwards if it came in.
    pub(super) is_in: bool,
}

/// One day of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) day: String,
    pub(super) pieces: Vec<Piece>,
}

/// The whole picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chart {
    pub(super) days: Vec<Day>,
    /// The largest first.
    pub(super) kinds: Vec<Kind>,
    /// What the longest bar stands for, in or out.
    pub(super) most: String,
}

/// Draws the flows.
pub(super) fn chart(flows: &TreasuryFlows) -> Chart {
    let decimals = flows
        .flows
        .iter()
        .map(|it| it.credited.split_once('.').map_or(0, |(_, decimals)| decimals.len()))
        .max()
        .unwrap_or(0);
    let kinds = kinds(&flows.flows, decimals);
    let days: Vec<&str> = flows.supply.iter().map(|it| it.day.as_str()).collect();
    let of_day =
        |day: &str| flows.flows.iter().filter(|it| it.day == day).cloned().collect::<Vec<_>>();
    let sum = |flows: &[Flow], pick: fn(&Flow) -> &String| {
        flows.iter().fold(0_u128, |sum, it| sum.saturating_add(share::units(pick(it))))
    };
    let most = days
        .iter()
        .map(|day| of_day(day))
        .map(|it| sum(&it, |it| &it.credited).max(sum(&it, |it| &it.debited)))
        .max()
        .unwrap_or(0);
    let days = days
        .into_iter()
        .map(|day| Day { day: day.to_owned(), pieces: pieces(&of_day(day), &kinds, most) });
    Chart { days: days.collect(), kinds, most: written(most, decimals) }
}

fn kinds(flows: &[Flow], decimals: usize) -> Vec<Kind> {
    let mut sums: Vec<(String, u128, u128)> = vec![];
    for flow in flows {
        let (credited, debited) = (share::units(&flow.credited), share::units(&flow.debited));
        match sums.iter_mut().find(|(name, ..)| *name == flow.kind) {
            Some((_, sum_in, sum_out)) => {
                *sum_in = sum_in.saturating_add(credited);
                *sum_out = sum_out.saturating_add(debited);
            }
            None => sums.push((flow.kind.clone(), credited, debited)),
        }
    }
    sums.sort_by_key(|(_, credited, debited)| std::cmp::Reverse(credited.saturating_add(*debited)));
    let kind = |(index, (name, credited, debited)): (usize, (String, u128, u128))| Kind {
        name,
        colour: index.min(KINDS_MAX),
        credited: written(credited, decimals),
        debited: written(debited, decimals),
    };
    sums.into_iter().enumerate().map(kind).collect()
}

/// The pieces of a day, from the middle line outwards, the kinds always in the same order.
fn pieces(flows: &[Flow], kinds: &[Kind], most: u128) -> Vec<Piece> {
    let mut pieces = vec![];
    for is_in in [true, false] {
        let mut sum = 0_u128;
        for kind in kinds {
            let Some(flow) = flows.iter().find(|it| it.kind == kind.name) else { continue };
            let units = share::units(if is_in { &flow.credited } else { &flow.debited });
            let begins = share::of(sum, most);
            sum = sum.saturating_add(units);
            let length = share::of(sum, most).saturating_sub(begins);
            if units > 0 {
                // What moved is seen, however little it was.
                pieces.push(Piece { colour: kind.colour, begins, length: length.max(60), is_in });
            }
        }
    }
    pieces
}

/// What a kind of movement is called.
pub(super) fn kind_name(kind: &str) -> String {
    let name = match kind {
        "genesis" => "The first posting",
        "transfer" => "Fees of transfers",
        "issue" => "Issued from the reserve",
        "reversal" => "Turned round",
        "reward" | "compound" => "Staking rewards",
        "job_paid" => "Productions",
        "job_bonus" => "Bonuses",
        "job_refunded" => "Refunds",
        "grant" => "Paid by vote",
        "faucet" => "Play money",
        "burn" => "Burned",
        "unstake" => "Rewards on unstaking",
        other => return other.replace('_', " "),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::treasury::SupplyPoint;

    fn flow(day: &str, kind: &str, credited: &str, debited: &str) -> Flow {
        let [day, kind, credited, debited] = [day, kind, credited, debited].map(str::to_owned);
        Flow { day, kind, credited, debited }
    }

    fn point(day: &str) -> SupplyPoint {
        let zero = || "0.00000000".to_owned();
        let day = day.to_owned();
        SupplyPoint {
            day,
            circulating: zero(),
            reserve: zero(),
            treasury: zero(),
            fees: zero(),
            burned: zero(),
        }
    }

    fn flows() -> TreasuryFlows {
        TreasuryFlows {
            asset: "ANM".into(),
            flows: vec![
                flow("2026-11-19", "job_paid", "30.00000000", "0.00000000"),
                flow("2026-11-19", "reward", "0.00000000", "10.00000000"),
                flow("2026-11-21", "job_paid", "20.00000000", "0.00000000"),
                flow("2026-11-21", "issue", "20.00000000", "0.00000000"),
            ],
            supply: ["2026-11-19", "2026-11-20", "2026-11-21"].map(point).to_vec(),
        }
    }

    #[test]
    fn days_without_a_movement_stay_in_the_picture() {
        let chart = chart(&flows());
        assert_eq!(chart.days.len(), 3);
        assert!(chart.days[1].pieces.is_empty());
        assert_eq!(chart.most, "40.00000000");
    }

    #[test]
    fn pieces_stand_on_each_other() {
        let chart = chart(&flows());
        let piece = |begins, length, colour| Piece { colour, begins, length, is_in: true };
        assert_eq!(chart.days[2].pieces, [piece(0, 5_000, 0), piece(5_000, 5_000, 1)]);
        let out = chart.days[0].pieces.iter().find(|it| !it.is_in);
        assert_eq!(out.map(|it| it.length), Some(2_500));
    }

    #[test]
    fn kinds_are_summed_and_the_largest_is_first() {
        let kinds = chart(&flows()).kinds;
        assert_eq!(kinds[0].name, "job_paid");
        assert_eq!(kinds[0].credited, "50.00000000");
        assert_eq!(kinds[2].debited, "10.00000000");
    }

    #[test]
    fn nothing_at_all_is_a_picture_too() {
        let empty =
            TreasuryFlows { asset: "ANM".into(), flows: vec![], supply: vec![point("2026-11-19")] };
        let chart = chart(&empty);
        assert_eq!((chart.days.len(), chart.kinds.len(), chart.most.as_str()), (1, 0, "0"));
    }
}
