//! Where a list goes on: a position, bound to the caller and to the filters of the list.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::error::{Code, Failure};

/// Bytes of the position, and of what binds it.
const HALF: usize = 8;

/// A position as a text that stands for nothing else. `list` names the list with its filters.
pub fn write(principal: &str, list: &str, position: u64) -> String {
    let mut bytes = position.to_be_bytes().to_vec();
    bytes.extend(check(principal, list, position));
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The position; refused with `cursor_invalid` for any text that [`write`] did not give for the
/// same caller and the same list.
pub fn read(principal: &str, list: &str, text: &str) -> Result<u64, Failure> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Code::CursorInvalid)?;
    let (position, bound) = bytes.split_at_checked(HALF).ok_or(Code::CursorInvalid)?;
    let position = position.try_into().map(u64::from_be_bytes).map_err(|_| Code::CursorInvalid)?;
    if position < 1 << 53 && bound == check(principal, list, position) {
        Ok(position)
    } else {
        Err(Code::CursorInvalid.into())
    }
}

fn check(principal: &str, list: &str, position: u64) -> [u8; HALF] {
    let mut hash = Sha256::new();
    for part in ["cursor", principal, list] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.update(position.to_be_bytes());
    let mut bound = [0; HALF];
    bound.copy_from_slice(&hash.finalize()[..HALF]);
    bound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_works_for_its_caller_and_its_list_only() {
        let cursor = write("mei", "history asset=ANM", 41);
        assert_eq!(read("mei", "history asset=ANM", &cursor).ok(), Some(41));
        assert!(read("ren", "history asset=ANM", &cursor).is_err());
        assert!(read("mei", "history asset=AVT", &cursor).is_err());
        for index in 0..cursor.len() {
            let mut bytes = cursor.clone().into_bytes();
            bytes[index] = if bytes[index] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(bytes).expect("ASCII");
            assert!(read("mei", "history asset=ANM", &forged).is_err(), "{forged}");
        }
        for text in ["", "41", "=", "AAAA", "../../x"] {
            assert!(read("mei", "history asset=ANM", text).is_err());
        }
    }
}
