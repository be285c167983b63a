//! As much CBOR (RFC 8949) as authenticators speak: definite lengths, no tags, no floats.
//!
//! Everything is bounded, because the bytes come from a stranger.

/// Deepest nesting; an attestation object has three levels.
pub const DEPTH_MAX: usize = 6;
/// Most items of one array or map.
pub const ITEMS_MAX: u64 = 64;

/// A value, borrowed from its bytes.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Major types 0 and 1, as far as they fit.
    Integer(i64),
    /// Major type 2.
    Bytes(&'a [u8]),
    /// Major type 3.
    Text(&'a str),
    /// Major type 4.
    Array(Vec<Self>),
    /// Major type 5, in the order of the bytes; no key twice.
    Map(Vec<(Self, Self)>),
    /// 20 and 21 of major type 7.
    Bool(bool),
    /// 22 of major type 7.
    Null,
}

impl<'a> Value<'a> {
    /// What a map has under an integer.
    pub fn at(&self, key: i64) -> Option<&Self> {
        self.find(&Value::Integer(key))
    }

    /// What a map has under a word.
    pub fn named(&self, key: &str) -> Option<&Self> {
        self.find(&Value::Text(key))
    }

    fn find(&self, key: &Value<'_>) -> Option<&Self> {
        let Self::Map(pairs) = self else { return None };
        pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The integer, if it is one.
    pub fn integer(&self) -> Option<i64> {
        if let Self::Integer(value) = self { Some(*value) } else { None }
    }

    /// The bytes, if it is some.
    pub fn bytes(&self) -> Option<&'a [u8]> {
        if let Self::Bytes(value) = self { Some(value) } else { None }
    }

    /// The text, if it is some.
    pub fn text(&self) -> Option<&'a str> {
        if let Self::Text(value) = self { Some(value) } else { None }
    }
}

/// Reads the first value; gives what stands behind it as well. `None` when the bytes are not the
/// CBOR that is read here.
pub fn first(bytes: &[u8]) -> Option<(Value<'_>, &[u8])> {
    value(bytes, DEPTH_MAX)
}

/// Reads one value with nothing behind it.
pub fn whole(bytes: &[u8]) -> Option<Value<'_>> {
    first(bytes).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value)
}

fn value(bytes: &[u8], depth: usize) -> Option<(Value<'_>, &[u8])> {
    let (head, rest) = bytes.split_first()?;
    let (major, short) = (head >> 5, head & 0x1f);
    if major == 7 {
        let value = match short {
            20 => Value::Bool(false),
            21 => Value::Bool(true),
            22 => Value::Null,
            _ => return None,
        };
        return Some((value, rest));
    }
    let (number, rest) = argument(short, rest)?;
    match major {
        0 => Some((Value::Integer(i64::try_from(number).ok()?), rest)),
        1 => Some((Value::Integer(-1 - i64::try_from(number).ok()?), rest)),
        2 => split(rest, number).map(|(bytes, rest)| (Value::Bytes(bytes), rest)),
        3 => {
            let (bytes, rest) = split(rest, number)?;
            Some((Value::Text(std::str::from_utf8(bytes).ok()?), rest))
        }
        4 => items(rest, number, depth.checked_sub(1)?),
        5 => pairs(rest, number, depth.checked_sub(1)?),
        _ => None,
    }
}

fn argument(short: u8, rest: &[u8]) -> Option<(u64, &[u8])> {
    let n_bytes = match short {
        0..=23 => return Some((short.into(), rest)),
        24..=27 => 1 << (short - 24),
        _ => return None,
    };
    let (bytes, rest) = rest.split_at_checked(n_bytes)?;
    let number = bytes.iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    Some((number, rest))
}

fn split(bytes: &[u8], length: u64) -> Option<(&[u8], &[u8])> {
    bytes.split_at_checked(usize::try_from(length).ok()?)
}

fn items(mut rest: &[u8], count: u64, depth: usize) -> Option<(Value<'_>, &[u8])> {
    let mut list = Vec::new();
    for _ in 0..Some(count).filter(|count| *count <= ITEMS_MAX)? {
        let (item, behind) = value(rest, depth)?;
        list.push(item);
        rest = behind;
    }
    Some((Value::Array(list), rest))
}

fn pairs(mut rest: &[u8], count: u64, depth: usize) -> Option<(Value<'_>, &[u8])> {
    let mut list: Vec<(Value<'_>, Value<'_>)> = Vec::new();
    for _ in 0..Some(count).filter(|count| *count <= ITEMS_MAX)? {
        let (key, behind) = value(rest, depth)?;
        let (held, behind) = value(behind, depth)?;
        if list.iter().any(|(known, _)| *known == key) {
            return None;
        }
        list.push((key, held));
        rest = behind;
    }
    Some((Value::Map(list), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard_are_read() {
        // RFC 8949, appendix A.
        for (bytes, value) in [
            (&[0x18, 0x64][..], Value::Integer(100)),
            (&[0x1a, 0x00, 0x0f, 0x42, 0x40], Value::Integer(1_000_000)),
            (&[0x38, 0x63], Value::Integer(-100)),
            (&[0x44, 1, 2, 3, 4], Value::Bytes(&[1, 2, 3, 4])),
            (&[0x64, b'I', b'E', b'T', b'F'], Value::Text("IETF")),
            (&[0xf5], Value::Bool(true)),
            (&[0xf6], Value::Null),
            (&[0x82, 1, 0x20], Value::Array(vec![Value::Integer(1), Value::Integer(-1)])),
            (&[0xa1, 1, 2], Value::Map(vec![(Value::Integer(1), Value::Integer(2))])),
        ] {
            assert_eq!(whole(bytes), Some(value));
        }
    }

    #[test]
    fn what_authenticators_do_not_speak_is_refused() {
        let deep = [0x81; DEPTH_MAX + 1];
        for bytes in [
            &[0x5f, 0x41, 1, 0xff][..],         // indefinite length
            &[0xc0, 0x00],                      // tag
            &[0xf9, 0x3c, 0x00],                // float
            &[0x44, 1, 2],                      // cut short
            &[0x00, 0x00],                      // something behind
            &[0xa2, 1, 2, 1, 3],                // the same key twice
            &[0x9a, 0xff, 0xff, 0xff, 0xff, 0], // more items than bytes
            &[0x62, 0xff, 0xfe],                // not UTF-8
            &[0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &deep,
        ] {
            assert_eq!(whole(bytes), None, "{bytes:x?}");
        }
    }
}
