//! What a production costs, exactly, and where the fee goes.

use money::{Amount, Rounding};
use policy::{Fees, Policies, Prices, Resolution};
use thiserror::Error;
use wire::access::Production;

use crate::production::{self, agents};

/// The cost is rounded to a hundredth of an ANM.
const HUNDREDTH: u128 = 1_000_000;
const ONE_PPB: u128 = 1_000_000_000;

/// One factor of the price: `numerator` ÷ `denominator`, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor {
    /// In lowest terms.
    pub numerator: u128,
    /// Never zero.
    pub denominator: u128,
}

impl Factor {
    /// In lowest terms; a denominator of zero counts as one.
    fn new(numerator: u128, denominator: u128) -> Self {
        let denominator = denominator.max(1);
        let (mut a, mut b) = (numerator, denominator);
        while b > 0 {
            (a, b) = (b, a % b);
        }
        let common = a.max(1);
        Self { numerator: numerator / common, denominator: denominator / common }
    }
}

/// What a production costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The price before any factor.
    pub base: Amount,
    /// Of resolution, frames a second, duration and agents, in this order.
    pub factors: [Factor; 4],
    /// How many agents it needs.
    pub agents: u32,
    /// The cost: base times every factor, rounded half up to a hundredth, at least a hundredth.
    pub cost: Amount,
    /// The usage fee.
    pub fee: Fee,
}

impl Quote {
    /// Cost and fee: what is held.
    pub fn total(&self) -> Amount {
        // An amount too large to be added is too large to be held, too.
        self.cost.checked_add(self.fee.amount).unwrap_or(Amount::MAX)
    }
}

/// A usage fee and its two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fee {
    /// On top of the cost, rounded up to the unit.
    pub amount: Amount,
    /// What is burned, rounded down.
    pub burned: Amount,
    /// The rest, to the treasury.
    pub treasury: Amount,
}

/// Why there is no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No resolution has this name.
    #[error("There is no such resolution")]
    ResolutionUnknown,
    /// The price is larger than any amount.
    #[error("The price is larger than any amount")]
    TooLarge,
}

/// The price of a production (specification of ANIMA, "Cost Calculation").
pub fn quote(asked: &Production, policies: &Policies) -> Result<Quote, Refusal> {
    let prices = policies.prices();
    let resolution = Resolution::named(&asked.resolution).ok_or(Refusal::ResolutionUnknown)?;
    let factors = factors(asked, resolution, &prices);
    let cost = cost(prices.base, &factors).ok_or(Refusal::TooLarge)?;
    let fee = fee(cost, &policies.fees()).ok_or(Refusal::TooLarge)?;
    Ok(Quote { base: prices.base, factors, agents: production::agents(asked), cost, fee })
}

fn factors(asked: &Production, resolution: Resolution, prices: &Prices) -> [Factor; 4] {
    let duration_ms = u128::from(asked.duration_seconds) * 1000;
    [
        Factor::new(prices.resolution(resolution).as_parts().into(), ONE_PPB),
        Factor::new(asked.fps.into(), prices.usual_fps.into()),
        Factor::new(duration_ms, prices.usual_duration_ms.into()),
        Factor::new(agents(asked).into(), prices.usual_agents.into()),
    ]
}

fn cost(base: Amount, factors: &[Factor; 4]) -> Option<Amount> {
    let (mut numerator, mut denominator) = (base.as_units(), HUNDREDTH);
    for factor in factors {
        numerator = numerator.checked_mul(factor.numerator)?;
        denominator = denominator.checked_mul(factor.denominator)?;
    }
    let half_up =
        numerator.checked_mul(2)?.checked_add(denominator)? / denominator.checked_mul(2)?;
    half_up.max(1).checked_mul(HUNDREDTH).and_then(Amount::checked)
}

/// The usage fee of a cost: rounded up, its burned part rounded down, the rest to the treasury.
pub fn fee(cost: Amount, fees: &Fees) -> Option<Fee> {
    let amount = fees.usage_rate.of(cost, Rounding::Up)?;
    let burned = fees.burn_share.of(amount, Rounding::Down)?;
    Some(Fee { amount, burned, treasury: amount.checked_sub(burned)? })
}

/// What comes back on completion: a part of the cost, rounded down.
pub fn bonus(cost: Amount, policies: &Policies) -> Amount {
    policies.jobs().bonus.of(cost, Rounding::Down).unwrap_or(Amount::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Asset;

    fn anm(text: &str) -> Amount {
        Amount::parse(text, Asset::Anm).expect("an amount")
    }

    fn asked(resolution: &str, fps: u32, duration_seconds: u32) -> Production {
        Production {
            resolution: resolution.to_owned(),
            fps,
            duration_seconds,
            ..Production::default()
        }
    }

    fn everything(mut production: Production) -> Production {
        production.characters = true;
        production.style_preferences = true;
        production.special_effects = true;
        production.scenes = true;
        production
    }

    #[test]
    fn the_golden_costs() {
        let characters = Production { characters: true, ..asked("1080p", 30, 120) };
        for (production, cost, agents) in [
            (Production::default(), "20", 5),
            (Production { voice: false, ..asked("720p", 24, 30) }, "0.64", 4),
            (asked("1080p", 30, 120), "8", 5),
            (characters, "9.6", 6),
            (everything(asked("4K", 60, 600)), "360", 9),
            (everything(asked("8K", 120, 1800)), "4320", 9),
            (asked("720p", 30, 300), "10", 5),
            (asked("4K", 30, 300), "50", 5),
            (asked("8k", 30, 300), "100", 5),
        ] {
            let quote = quote(&production, &Policies::default()).expect("a price");
            assert_eq!((quote.cost, quote.agents), (anm(cost), agents), "{production:?}");
        }
        assert_eq!(
            quote(&asked("1440p", 30, 300), &Policies::default()),
            Err(Refusal::ResolutionUnknown)
        );
    }

    #[test]
    fn a_cost_is_rounded_half_up_and_never_nothing() {
        // 10 × 1/30 × 45/300 × 1 = 0.05; with 43 seconds 0.04777…; with 49.5 it would be a half.
        let cost = |production| quote(&production, &Policies::default()).expect("a price").cost;
        assert_eq!(cost(asked("720p", 1, 45)), anm("0.05"));
        assert_eq!(cost(asked("720p", 1, 43)), anm("0.05"));
        assert_eq!(cost(asked("720p", 1, 40)), anm("0.04"));
        // 10 × 3/30 × 12/300 × 5/5 … a half exactly: 10 × 1/30 × 27/300 × 5/5 = 0.03; and
        // 10 × 3/30 × 3/300 × 9/5 = 0.018, rounded to 0.02; 10 × 3/30 × 1/300 × 9/5 = 0.006.
        assert_eq!(cost(everything(asked("720p", 3, 3))), anm("0.02"));
        assert_eq!(cost(everything(asked("720p", 3, 1))), anm("0.01"));
        let half = Factor::new(1, 2);
        let one = Factor::new(1, 1);
        assert_eq!(super::cost(anm("0.05"), &[half, one, one, one]), Some(anm("0.03")));
        assert_eq!(super::cost(anm("0.04999998"), &[half, one, one, one]), Some(anm("0.02")));
        assert_eq!(cost(asked("720p", 1, 1)), anm("0.01"), "0.00111… is not free");
    }

    #[test]
    fn the_golden_fees() {
        let fees = Policies::default().fees();
        let row = |cost: &str| fee(anm(cost), &fees).expect("fits");
        let twenty = row("20");
        assert_eq!(
            (twenty.amount, twenty.burned, twenty.treasury),
            (anm("0.1"), anm("0.06"), anm("0.04"))
        );
        let eight = quote(&asked("1080p", 30, 120), &Policies::default()).expect("a price");
        assert_eq!(eight.total(), anm("8.04"));
        assert_eq!(bonus(eight.cost, &Policies::default()), anm("0.008"));
        assert_eq!(row("0.00000001").amount, anm("0.00000001"), "no fee is free");
        assert_eq!(row("0.00000001").burned, Amount::ZERO);
        for units in (0..5_000_000).step_by(7) {
            let cost = Amount::checked(units).expect("in range");
            let fee = fee(cost, &fees).expect("fits");
            assert_eq!(fee.burned.checked_add(fee.treasury), Some(fee.amount));
        }
    }

    #[test]
    fn factors_multiply_to_the_cost_at_every_price() {
        let dear = Policies::default().with([("price.base", "100000")]).expect("within bounds");
        let most = everything(asked("8K", 240, 86_400));
        assert!(quote(&most, &dear).is_ok(), "the dearest production has a price");
        assert_eq!(Factor::new(24, 30), Factor { numerator: 4, denominator: 5 });
        assert_eq!(Factor::new(0, 0), Factor { numerator: 0, denominator: 1 });
    }
}
