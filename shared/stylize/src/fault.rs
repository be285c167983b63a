//! What can go wrong while a picture is drawn.

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawFault {
    /// The device did not give it back: a lost graphics card, for instance.
    #[error("the device did not give the picture back: {0}")]
    Device(String),
    /// The network drew numbers that cannot be colours.
    #[error("the picture holds numbers that are not finite")]
    NotFinite,
}
