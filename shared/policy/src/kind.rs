//! The kinds of values a policy may have, and how each is read, bounded and written.

use money::{Amount, Asset, Rate};

use crate::Resolution;

/// Most words in a set of words, and most characters of one.
pub const WORDS_MAX: usize = 40;

/// Why a text is not a value of a kind; the key adds its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault(pub(crate) FaultKind);

/// What is wrong with the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// It cannot be read.
    Malformed,
    /// It can be read, and is too little or too much.
    OutOfBounds,
}

const MALFORMED: Fault = Fault(FaultKind::Malformed);
const OUT_OF_BOUNDS: Fault = Fault(FaultKind::OutOfBounds);

/// A kind, for people and for forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// `rate`, `amount`, `integer`, `limit`, `duration`, `resolution`, `words` or `flag`.
    pub kind: &'static str,
    /// What is counted: `ANM`, `ms`, `frames a second`; empty where nothing is.
    pub unit: &'static str,
    /// What it takes, in words.
    pub expected: &'static str,
    /// The least value, as text.
    pub least: Option<String>,
    /// The greatest value, as text.
    pub most: Option<String>,
    /// The values, where they can be listed.
    pub options: Vec<&'static str>,
}

/// A kind of values.
pub trait Kind: Copy + Sync + 'static {
    /// How a default is written in the table.
    type Preset: Copy + Sync + 'static;
    /// What is read.
    type Value: Clone + PartialEq;
    /// The value of a default.
    fn preset(&self, preset: Self::Preset) -> Self::Value;
    /// Reads a text; both bounds are taken.
    fn read(&self, text: &str) -> Result<Self::Value, Fault>;
    /// Writes a value, always in the same way.
    fn write(&self, value: &Self::Value) -> String;
    /// Describes the kind.
    fn shape(&self) -> Shape;
}

fn bounded<T: PartialOrd>(value: T, least: T, most: T) -> Result<T, Fault> {
    if value >= least && value <= most { Ok(value) } else { Err(OUT_OF_BOUNDS) }
}

/// Digits only: no sign, no blanks, nothing that another reader might take differently.
fn whole(text: &str) -> Result<u64, Fault> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().map_err(|_| OUT_OF_BOUNDS) } else { Err(MALFORMED) }
}

/// Rates and factors in parts per billion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// The least, in parts per billion.
    pub least: u64,
    /// The greatest, in parts per billion.
    pub most: u64,
}

impl Kind for Rates {
    type Preset = u64;
    type Value = Rate;

    fn preset(&self, preset: u64) -> Rate {
        Rate::parts(preset)
    }

    fn read(&self, text: &str) -> Result<Rate, Fault> {
        let rate = Rate::parse(text).ok_or(MALFORMED)?;
        bounded(rate.as_parts(), self.least, self.most).map(Rate::parts)
    }

    fn write(&self, value: &Rate) -> String {
        value.to_string()
    }

    fn shape(&self) -> Shape {
        Shape {
            kind: "rate",
            unit: "",
            expected: "a decimal number with at most nine places",
            least: Some(Rate::parts(self.least).to_string()),
            most: Some(Rate::parts(self.most).to_string()),
            options: Vec::new(),
        }
    }
}

/// Amounts of one asset, in its smallest unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amounts {
    /// The asset.
    pub asset: Asset,
    /// The least, in smallest units.
    pub least: u128,
    /// The greatest, in smallest units.
    pub most: u128,
}

impl Kind for Amounts {
    type Preset = u128;
    type Value = Amount;

    fn preset(&self, preset: u128) -> Amount {
        Amount::units(preset)
    }

    fn read(&self, text: &str) -> Result<Amount, Fault> {
        let amount = Amount::parse(text, self.asset).map_err(|_| MALFORMED)?;
        bounded(amount, Amount::units(self.least), Amount::units(self.most))
    }

    fn write(&self, value: &Amount) -> String {
        value.format(self.asset)
    }

    fn shape(&self) -> Shape {
        Shape {
            kind: "amount",
            unit: self.asset.code(),
            expected: "an amount as a decimal number",
            least: Some(Amount::units(self.least).format(self.asset)),
            most: Some(Amount::units(self.most).format(self.asset)),
            options: Vec::new(),
        }
    }
}

/// Whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Integers {
    /// What is counted.
    pub unit: &'static str,
    /// The least.
    pub least: u64,
    /// The greatest.
    pub most: u64,
}

impl Kind for Integers {
    type Preset = u64;
    type Value = u64;

    fn preset(&self, preset: u64) -> u64 {
        preset
    }

    fn read(&self, text: &str) -> Result<u64, Fault> {
        bounded(whole(text)?, self.least, self.most)
    }

    fn write(&self, value: &u64) -> String {
        value.to_string()
    }

    fn shape(&self) -> Shape {
        Shape {
            kind: "integer",
            unit: self.unit,
            expected: "a whole number",
            least: Some(self.least.to_string()),
            most: Some(self.most.to_string()),
            options: Vec::new(),
        }
    }
}

/// Whole numbers, or no limit at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// What is counted.
    pub unit: &'static str,
    /// The least.
    pub least: u64,
    /// The greatest that is still a number.
    pub most: u64,
}

/// How "no limit" is written.
const UNLIMITED: &str = "unlimited";

impl Kind for Limits {
    type Preset = Option<u64>;
    type Value = Option<u64>;

    fn preset(&self, preset: Option<u64>) -> Option<u64> {
        preset
    }

    fn read(&self, text: &str) -> Result<Option<u64>, Fault> {
        if text == UNLIMITED {
            return Ok(None);
        }
        bounded(whole(text)?, self.least, self.most).map(Some)
    }

    fn write(&self, value: &Option<u64>) -> String {
        value.map_or(UNLIMITED.to_owned(), |value| value.to_string())
    }

    fn shape(&self) -> Shape {
        Shape {
            kind: "limit",
            unit: self.unit,
            expected: "a whole number or the word unlimited",
            least: Some(self.least.to_string()),
            most: Some(self.most.to_string()),
            options: vec![UNLIMITED],
        }
    }
}

/// Spans of time in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Durations {
    /// The least, in milliseconds.
    pub least: u64,
    /// The greatest, in milliseconds.
    pub most: u64,
}

impl Kind for Durations {
    type Preset = u64;
    type Value = u64;

    fn preset(&self, preset: u64) -> u64 {
        preset
    }

    fn read(&self, text: &str) -> Result<u64, Fault> {
        bounded(whole(text)?, self.least, self.most)
    }

    fn write(&self, value: &u64) -> String {
        value.to_string()
    }

    fn shape(&self) -> Shape {
        Shape {
            kind: "duration",
            unit: "ms",
            expected: "a whole number of milliseconds",
            least: Some(self.least.to_string()),
            most: Some(self.most.to_string()),
            options: Vec::new(),
        }
    }
}

/// One of the resolutions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolutions;

impl Kind for Resolutions {
    type Preset = Resolution;
    type Value = Resolution;

    fn preset(&self, preset: Resolution) -> Resolution {
        preset
    }

    fn read(&self, text: &str) -> Result<Resolution, Fault> {
        // Exactly as written, so that a value has one text.
        Resolution::ALL.into_iter().find(|it| it.name() == text).ok_or(MALFORMED)
    }

    fn write(&self, value: &Resolution) -> String {
        value.name().to_owned()
    }

    fn shape(&self) -> Shape {
        Shape {
            kind: "resolution",
            unit: "",
            expected: "one of 720p, 1080p, 4K and 8K",
            least: None,
            most: None,
            options: Resolution::ALL.map(Resolution::name).to_vec(),
        }
    }
}

/// A set of names, separated by commas; at most [`WORDS_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words;

impl Kind for Words {
    type Preset = &'static [&'static str];
    type Value = Vec<String>;

    fn preset(&self, preset: &'static [&'static str]) -> Vec<String> {
        preset.iter().map(|word| (*word).to_owned()).collect()
    }

    fn read(&self, text: &str) -> Result<Vec<String>, Fault> {
        let mut words: Vec<String> = Vec::new();
        for word in text.split(',').map(str::trim) {
            let plain =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            let fits = (1..=WORDS_MAX).contains(&word.len()) && word.bytes().all(plain);
            if !fits || words.iter().any(|known| known == word) {
                return Err(MALFORMED);
            }
            words.push(word.to_owned());
        }
        if words.len() <= WORDS_MAX { Ok(words) } else { Err(OUT_OF_BOUNDS) }
    }

    fn write(&self, value: &Vec<String>) -> String {
        value.join(",")
    }

    fn shape(&self) -> Shape {
        Shape {
            kind: "words",
            unit: "",
            expected: "names of small letters, digits and hyphens, separated by commas",
            least: Some("1".to_owned()),
            most: Some(WORDS_MAX.to_string()),
            options: Vec::new(),
        }
    }
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flags;

impl Kind for Flags {
    type Preset = bool;
    type Value = bool;

    fn preset(&self, preset: bool) -> bool {
        preset
    }

    fn read(&self, text: &str) -> Result<bool, Fault> {
        match text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(MALFORMED),
        }
    }

    fn write(&self, value: &bool) -> String {
        value.to_string()
    }

    fn shape(&self) -> Shape {
        Shape {
            kind: "flag",
            unit: "",
            expected: "true or false",
            least: None,
            most: None,
            options: vec!["true", "false"],
        }
    }
}
