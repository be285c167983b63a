//! What a stake would earn: amount × time × tier, by the edge's own rule. Pure.

use creator::{Stake, YEAR_MS};
use money::Amount;
use policy::Versions;

/// For how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    Month,
    Year,
    FiveYears,
}

impl Span {
    /// How many steps it is drawn in, and how many make a row of the table.
    fn steps(self) -> (u64, u64) {
        match self {
            Self::Month => (30, 5),
            Self::Year => (12, 1),
            Self::FiveYears => (60, 12),
        }
    }

    /// The length of a step, in milliseconds.
    fn step_ms(self) -> u64 {
        match self {
            Self::Month => 24 * 3_600_000,
            Self::Year | Self::FiveYears => YEAR_MS / 12,
        }
    }

    /// A row's name: `Day 5`, `Month 3`, `Year 2`.
    fn row(self, number: u64) -> String {
        match self {
            Self::Month => format!("Day {}", number * self.steps().1),
            Self::Year => format!("Month {number}"),
            Self::FiveYears => format!("Year {number}"),
        }
    }

    /// In words, after "in".
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Month => "30 days",
            Self::Year => "a year",
            Self::FiveYears => "five years",
        }
    }
}

/// What would be earned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Simulation {
    /// Everything earned by the end of each step; the first is nothing.
    pub(super) points: Vec<Amount>,
    /// Rows of a table: when, and everything earned by then.
    pub(super) rows: Vec<(String, Amount)>,
    /// Everything earned in the end.
    pub(super) earned: Amount,
    /// What is staked in the end.
    pub(super) staked: Amount,
}

/// What `staked` would earn. `restakes`: what was earned is staked again every month.
pub(super) fn simulate(staked: Amount, span: Span, restakes: bool, rules: &Versions) -> Simulation {
    let (n_steps, per_row) = span.steps();
    let mut stake = Stake { staked, ..Stake::default() };
    let mut points = vec![Amount::ZERO];
    let mut rows = vec![];
    for step in 1..=n_steps {
        let now_ms = step * span.step_ms();
        let is_month = span != Span::Month || step == n_steps;
        if restakes
            && is_month
            && let Ok(change) = stake.compound(Amount::MAX, rules, now_ms)
        {
            stake = change.after;
        }
        // Looked at, not settled: rounding down at every step would lose what no edge would.
        let seen = stake.settled(rules, now_ms).unwrap_or(stake);
        let earned = seen.accrued.checked_add(seen.claimed).unwrap_or(Amount::MAX);
        points.push(earned);
        if step.is_multiple_of(per_row) {
            rows.push((span.row(step / per_row), earned));
        }
    }
    let earned = points.last().copied().unwrap_or_default();
    Simulation { points, rows, earned, staked: stake.staked }
}

/// The corners of a line through the points, in a drawing `width` by `height`: `0,120 50,96 …`.
/// Only the picture is rounded, never an amount.
pub(super) fn line(points: &[Amount], width: u128, height: u128) -> String {
    let most = points.iter().map(|it| it.as_units()).max().unwrap_or(0).max(1);
    let n = (points.len().max(2) - 1) as u128;
    let corner = |(index, point): (usize, &Amount)| {
        let x = width * index as u128 / n;
        // Both are far below 2^64 here: ANM has 10^15 units.
        let y = height - height.saturating_mul(point.as_units()) / most;
        format!("{x},{y}")
    };
    points.iter().enumerate().map(corner).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{anm, text};

    fn run(staked: &str, span: Span, restakes: bool) -> Simulation {
        simulate(anm(staked), span, restakes, &Versions::default())
    }

    #[test]
    fn a_plain_year_earns_the_yearly_rate() {
        let year = run("1000", Span::Year, false);
        assert_eq!(text(year.earned), "150.00000000");
        assert_eq!((year.points.len(), year.rows.len()), (13, 12));
        assert_eq!(year.rows[5], ("Month 6".into(), anm("75")));
        assert_eq!(text(run("50", Span::FiveYears, false).earned), "12.50000000");
    }

    #[test]
    fn thirty_days_are_the_golden_number() {
        let month = run("1000", Span::Month, false);
        assert_eq!(text(month.earned), "12.32032854");
        assert_eq!(month.rows[0].0, "Day 5");
    }

    #[test]
    fn restaking_earns_more_and_may_reach_the_next_tier() {
        let plain = run("990", Span::Year, false);
        let again = run("990", Span::Year, true);
        assert!(again.earned > plain.earned);
        assert!(again.staked >= anm("1000"), "Pro by and by: {}", text(again.staked));
        assert_eq!(again.staked.checked_sub(anm("990")), Some(again.earned));
        assert_eq!(plain.staked, anm("990"));
    }

    #[test]
    fn nothing_staked_earns_nothing_and_is_drawn_flat() {
        let nothing = run("0", Span::Year, true);
        assert!(nothing.earned.is_zero());
        assert_eq!(line(&nothing.points[..3], 100, 50), "0,50 50,50 100,50");
    }

    #[test]
    fn the_line_rises_to_the_top() {
        let points = [Amount::ZERO, Amount::units(5), Amount::units(10)];
        assert_eq!(line(&points, 100, 50), "0,50 50,25 100,0");
    }
}
