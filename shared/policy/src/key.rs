//! A name for one value, with everything that is known about it beforehand.

use std::fmt;

use crate::{
    Kind, Refusal, Shape,
    kind::{Fault, FaultKind},
};

/// One policy: its stable name and what may stand there.
#[derive(Clone, Copy)]
pub struct Key<K: Kind> {
    /// Stable and dotted, for instance `fee.usage.rate`.
    pub name: &'static str,
    /// Which values are taken.
    pub kind: K,
    /// What holds until a vote says otherwise.
    pub default: K::Preset,
    /// One sentence for people.
    pub sentence: &'static str,
    /// Where the default comes from.
    pub source: &'static str,
}

impl<K: Kind> Key<K> {
    /// A policy; the tests of the table check that the default is one of the values taken.
    pub(crate) const fn new(
        name: &'static str,
        kind: K,
        default: K::Preset,
        sentence: &'static str,
        source: &'static str,
    ) -> Self {
        Self { name, kind, default, sentence, source }
    }

    /// Reads a value, or says why not.
    pub fn read(&self, text: &str) -> Result<K::Value, Refusal> {
        self.kind.read(text).map_err(|fault| self.refuse(fault))
    }

    /// The default as a value.
    pub fn default_value(&self) -> K::Value {
        self.kind.preset(self.default)
    }

    fn refuse(&self, fault: Fault) -> Refusal {
        let shape = self.kind.shape();
        match fault.0 {
            FaultKind::Malformed => Refusal::Malformed { key: self.name, expected: shape.expected },
            FaultKind::OutOfBounds => Refusal::OutOfBounds {
                key: self.name,
                least: shape.least.unwrap_or_default(),
                most: shape.most.unwrap_or_default(),
            },
        }
    }
}

/// A policy of any kind, as lists and tables need it.
pub trait Described: Sync {
    /// See [`Key::name`].
    fn name(&self) -> &'static str;
    /// See [`Key::sentence`].
    fn sentence(&self) -> &'static str;
    /// See [`Key::source`].
    fn source(&self) -> &'static str;
    /// Which values are taken.
    fn shape(&self) -> Shape;
    /// The default in its canonical text.
    fn default_text(&self) -> String;
    /// The canonical text of a value (`0.50` becomes `0.5`), or why it is not taken.
    fn canonical(&self, text: &str) -> Result<String, Refusal>;
}

impl<K: Kind> Described for Key<K> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn sentence(&self) -> &'static str {
        self.sentence
    }

    fn source(&self) -> &'static str {
        self.source
    }

    fn shape(&self) -> Shape {
        self.kind.shape()
    }

    fn default_text(&self) -> String {
        self.kind.write(&self.default_value())
    }

    fn canonical(&self, text: &str) -> Result<String, Refusal> {
        self.read(text).map(|value| self.kind.write(&value))
    }
}

impl fmt::Debug for dyn Described {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
