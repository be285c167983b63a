//! What can go wrong while a picture is drawn.

/// There is no picture: the device did not give it back (a lost graphics card, for instance), or
/// its numbers are not finite.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the device did not give the picture back: {0}")]
pub struct DrawFault(pub String);

impl DrawFault {
    /// The picture holds numbers that cannot be colours.
    pub(crate) fn not_finite() -> Self {
        Self("numbers that are not finite".into())
    }
}
