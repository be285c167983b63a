//! Amounts as whole numbers of an asset's smallest unit, and the arithmetic that keeps them exact.
//!
//! No floating point touches an amount (DESIGN §3.5); every division names its rounding.
//! Entry types: [`Asset`], [`Amount`], [`Rate`], [`mul_div`].

mod amount;
mod asset;
mod limbs;
mod ratio;

pub use amount::{Amount, AmountFault};
pub use asset::Asset;
pub use limbs::{LIMB, Limbs};
pub use ratio::{PARTS, Rate, Rounding, mul_div};
