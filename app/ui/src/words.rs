//! What is in the way, in words. Happened, kept, next: in that order.

/// A title that says what happened and a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Without a full stop.
    pub title: String,
    /// Whole sentences.
    pub text: String,
}

impl Words {
    /// Of a title and a text.
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { title: title.into(), text: text.into() }
    }
}
