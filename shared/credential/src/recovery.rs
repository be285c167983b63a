//! Recovery codes: ten of them, each opens the account once when every passkey is lost.

use crate::secret;

/// Codes in a set.
pub const CODES: usize = 10;
/// Random bytes of a code: 80 bits, too many to guess even offline.
pub const CODE_BYTES: usize = 10;
/// Letters of a code.
const LETTERS: usize = 16;
/// Crockford's base 32: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code from random bytes, in four groups.
pub fn make(bytes: [u8; CODE_BYTES]) -> String {
    let number = bytes.iter().fold(0u128, |number, byte| number << 8 | u128::from(*byte));
    let mut code = String::new();
    for at in 0..LETTERS {
        if at > 0 && at % 4 == 0 {
            code.push('-');
        }
        let digit = number >> (5 * (LETTERS - 1 - at)) & 31;
        code.push(char::from(ALPHABET[digit as usize]));
    }
    code
}

/// A code as somebody typed it, in the one form that is hashed: hyphens, spaces and case do not
/// matter, and I, L and O are read as the digits that they were meant to be. `None` when it cannot
/// be a code.
pub fn normal(typed: &str) -> Option<String> {
    if typed.len() > 64 {
        return None;
    }
    let letters = typed.chars().filter(|c| *c != '-' && !c.is_whitespace());
    let code: Option<String> = letters
        .map(|letter| match letter.to_ascii_uppercase() {
            'I' | 'L' => Some('1'),
            'O' => Some('0'),
            letter => ALPHABET.iter().any(|known| char::from(*known) == letter).then_some(letter),
        })
        .collect();
    code.filter(|code| code.len() == LETTERS)
}

/// What is kept of a code in its normal form, in hexadecimal.
pub fn kept(pepper: &[u8], principal: &str, normal: &str) -> String {
    let parts: [&[u8]; 3] = [b"recovery", principal.as_bytes(), normal.as_bytes()];
    secret::hex(&secret::keyed_hash(pepper, &parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_typed_in_many_ways() {
        let code = make([0x08, 0x42, 0x10, 0x84, 0x21, 0x08, 0x42, 0x10, 0x84, 0x21]);
        assert_eq!(code, "1111-1111-1111-1111");
        let wanted = Some("1".repeat(16));
        for typed in [code.as_str(), "1111111111111111", " iiii llll IIII-LLLL "] {
            assert_eq!(normal(typed), wanted);
        }
        assert_eq!(make([0xff; 10]), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
    }

    #[test]
    fn what_cannot_be_a_code_is_none() {
        for typed in ["", "1111-1111-1111-111", "1111-1111-1111-11111", "UUUU-1111-1111-1111", "é"]
        {
            assert_eq!(normal(typed), None, "{typed}");
        }
        assert_eq!(normal(&"1".repeat(1000)), None);
    }

    #[test]
    fn the_same_code_of_two_accounts_is_kept_differently() {
        let code = "1".repeat(16);
        assert_ne!(kept(b"p", "a", &code), kept(b"p", "b", &code));
    }
}
