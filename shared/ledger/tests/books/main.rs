//! The books on the real schema: what they allow, what they refuse, and that they add up.

mod agreement;
mod books;
mod model;
mod tampering;
