//! Amounts as people read them: exact, grouped as their language groups, every decimal shown. Pure.
//!
//! The API speaks in decimal strings with all decimals of the asset, and nothing here ever makes a
//! floating-point number of one.

/// How a language writes numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Writing {
    /// Between groups of three digits.
    pub(crate) group: String,
    /// Before the decimals.
    pub(crate) point: String,
}

impl Default for Writing {
    fn default() -> Self {
        Self { group: ",".into(), point: ".".into() }
    }
}

impl Writing {
    /// Learns from how the number 1234567.5 is written.
    pub(crate) fn learn(sample: &str) -> Self {
        let marks: Vec<char> = sample.chars().filter(|it| !it.is_numeric()).collect();
        match marks[..] {
            [first, .., last] => Self { group: first.into(), point: last.into() },
            // No groups at all, as in Spanish for short numbers.
            [only] => Self { group: String::new(), point: only.into() },
            [] => Self::default(),
        }
    }
}

/// An amount taken apart for the eye.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    /// `−` (the true minus sign), or nothing.
    pub(crate) sign: String,
    /// The whole part, grouped.
    pub(crate) whole: String,
    /// The decimals with the point before them, or nothing.
    pub(crate) decimals: String,
}

impl Parts {
    /// All of it in one line.
    pub(crate) fn text(&self) -> String {
        format!("{}{}{}", self.sign, self.whole, self.decimals)
    }
}

/// Takes a decimal string apart; what is none stays as it is.
pub(crate) fn parts(amount: &str, writing: &Writing) -> Parts {
    let (sign, digits) = match amount.strip_prefix('-') {
        Some(rest) => ("\u{2212}", rest),
        None => ("", amount.strip_prefix('+').unwrap_or(amount)),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(decimals) {
        return Parts { whole: amount.to_owned(), ..Parts::default() };
    }
    let decimals =
        if decimals.is_empty() { String::new() } else { format!("{}{decimals}", writing.point) };
    Parts { sign: sign.to_owned(), whole: grouped(whole, &writing.group), decimals }
}

fn grouped(digits: &str, group: &str) -> String {
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push_str(group);
        }
        written.push(digit);
    }
    written
}

/// What a person typed as the decimal string that the API takes: `1 234,5` is `1234.5`. None if it is
/// not a number of at most `decimals` decimals.
///
/// A mark that groups in the person's language and does not stand before three digits was meant as the
/// decimal point: in German `1.5` is one and a half, never fifteen.
pub(crate) fn typed(text: &str, writing: &Writing, decimals: usize) -> Option<String> {
    let is_space = |it: &char| it.is_whitespace() || matches!(it, '\u{2019}' | '_');
    let bare: String = text.trim().chars().filter(|it| !is_space(it)).collect();
    let (group, point) = (mark(&writing.group), mark(&writing.point));
    let (whole, rest) = match (point, group) {
        (Some(point), _) if bare.contains(point) => bare.split_once(point)?,
        (_, Some(group)) if is_grouped(&bare, group) => (bare.as_str(), ""),
        _ => bare.split_once(['.', ',', '\u{66b}']).unwrap_or((&bare, "")),
    };
    let whole = match group {
        Some(group) if is_grouped(whole, group) => whole.replace(group, ""),
        _ => whole.to_owned(),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = !(whole.is_empty() && rest.is_empty()) && digits(&whole) && digits(rest);
    if !is_number || rest.len() > decimals {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { &whole };
    Some(if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") })
}

/// A language's mark, if it is one that can be seen.
fn mark(text: &str) -> Option<char> {
    text.chars().next().filter(|it| !it.is_whitespace() && !matches!(it, '\u{2019}'))
}

/// Whether the digits stand in groups of three behind a first one of one to three.
fn is_grouped(text: &str, group: char) -> bool {
    let mut groups = text.split(group);
    let first = groups.next().unwrap_or("");
    let mut n = 0;
    let are_three = groups.all(|it| {
        n += 1;
        it.len() == 3
    });
    n > 0 && are_three && (1..=3).contains(&first.len())
}

/// Whether a decimal string is nothing at all.
pub(crate) fn is_zero(amount: &str) -> bool {
    amount.bytes().all(|byte| matches!(byte, b'0' | b'.' | b'-' | b'+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_learned_from_a_sample() {
        assert_eq!(Writing::learn("1,234,567.5"), Writing::default());
        let german = Writing { group: ".".into(), point: ",".into() };
        assert_eq!(Writing::learn("1.234.567,5"), german);
        let french = Writing::learn("1\u{202f}234\u{202f}567,5");
        assert_eq!((french.group.as_str(), french.point.as_str()), ("\u{202f}", ","));
        assert_eq!(Writing::learn("1234567,5").group, "");
    }

    #[test]
    fn all_decimals_are_shown_and_none_is_rounded() {
        let shown = |amount: &str| parts(amount, &Writing::default()).text();
        assert_eq!(shown("1274.79518204"), "1,274.79518204");
        assert_eq!(shown("0.000000000000000001"), "0.000000000000000001");
        assert_eq!(shown("-40.00000000"), "\u{2212}40.00000000");
        assert_eq!(shown("9007199254740993"), "9,007,199,254,740,993");
        assert_eq!(shown("100"), "100");
        assert_eq!(shown("soon"), "soon");
    }

    #[test]
    fn what_is_typed_is_understood_in_any_language_or_refused() {
        let english = Writing::default();
        assert_eq!(typed("1,234.5", &english, 8).as_deref(), Some("1234.5"));
        assert_eq!(typed(" 40 ", &english, 8).as_deref(), Some("40"));
        assert_eq!(typed(".5", &english, 8).as_deref(), Some("0.5"));
        let german = Writing::learn("1.234.567,5");
        assert_eq!(typed("1.234,5", &german, 8).as_deref(), Some("1234.5"));
        // A point before fewer than three digits groups nothing: it was meant as a decimal point.
        assert_eq!(typed("1.5", &german, 8).as_deref(), Some("1.5"));
        assert_eq!(typed("1.500", &german, 8).as_deref(), Some("1500"));
        assert_eq!(typed("1,5", &english, 8).as_deref(), Some("1.5"));
        assert_eq!(typed("12,34,567", &english, 8), None);
        for wrong in ["", ".", "-1", "1e9", "1.2.3", "0.123456789", "forty"] {
            assert_eq!(typed(wrong, &english, 8), None, "{wrong}");
        }
    }
}
