//! Usernames: what they may be, and which look alike.

use thiserror::Error;

/// Fewest letters.
pub const LETTERS_MIN: usize = 3;
/// Most letters.
pub const LETTERS_MAX: usize = 32;

/// Names that would pass for the house's own, by their [`skeleton`].
const RESERVED: &[&str] = &[
    "account",
    "admin",
    "administrator",
    "agent",
    "all",
    "anima",
    "anm",
    "anonymous",
    "api",
    "avt",
    "billing",
    "burn",
    "burned",
    "digi",
    "digigami",
    "escrow",
    "everyone",
    "fees",
    "gateway",
    "governance",
    "guardian",
    "guest",
    "help",
    "hold",
    "issue",
    "legal",
    "me",
    "member",
    "moderator",
    "none",
    "null",
    "official",
    "operator",
    "owner",
    "payments",
    "pool",
    "reserve",
    "root",
    "security",
    "staff",
    "staking",
    "support",
    "system",
    "team",
    "treasury",
    "undefined",
    "usd",
    "wallet",
    "webmaster",
];

/// Why a name is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Other letters, too few or too many, or a sign at its beginning or end.
    #[error("3 to 32 of a–z, 0–9, _ and -, with a letter or digit at both ends")]
    Malformed,
    /// It is the house's own, or looks like it.
    #[error("the name is reserved")]
    Reserved,
}

/// A name that may be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Username {
    /// Lowercase.
    pub name: String,
    /// The same for all names that look alike; kept unique.
    pub skeleton: String,
}

/// Checks a name; capital letters are made small.
pub fn parse(sent: &str) -> Result<Username, Fault> {
    let name = sent.trim().to_ascii_lowercase();
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let fits = (LETTERS_MIN..=LETTERS_MAX).contains(&name.len())
        && name.bytes().all(|byte| letter(byte) || byte == b'_' || byte == b'-')
        && name.bytes().next().is_some_and(letter)
        && name.bytes().next_back().is_some_and(letter);
    if !fits {
        return Err(Fault::Malformed);
    }
    let skeleton = skeleton(&name);
    if RESERVED.iter().any(|word| self::skeleton(word) == skeleton) {
        return Err(Fault::Reserved);
    }
    Ok(Username { name, skeleton })
}

/// What is left of a name when everything is taken away that an eye may miss: `rn` reads as `m`,
/// `vv` as `w`, `0` as `o`, `1` and `i` as `l`, and the signs between letters not at all.
pub fn skeleton(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|letter| !matches!(letter, '_' | '-'))
        .map(|letter| match letter {
            '0' => 'o',
            '1' | 'i' => 'l',
            letter => letter,
        })
        .collect();
    plain.replace("rn", "m").replace("vv", "w")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_bounded_and_made_small() {
        assert_eq!(parse(" Mei_42 ").map(|it| it.name), Ok("mei_42".to_owned()));
        for bad in ["ab", "-abc", "abc_", "a b", "naïve", "a.b", "", &"x".repeat(33), "аdam"] {
            assert_eq!(parse(bad), Err(Fault::Malformed), "{bad}");
        }
        assert!(parse(&"x".repeat(32)).is_ok());
    }

    #[test]
    fn the_house_keeps_its_names_and_what_looks_like_them() {
        for bad in
            ["treasury", "Admin", "adm1n", "a-d-m-i-n", "sy-stem", "d1gigam1", "adrnin", "r00t"]
        {
            assert_eq!(parse(bad), Err(Fault::Reserved), "{bad}");
        }
        assert!(parse("administrate").is_ok() && parse("rooted").is_ok());
    }

    #[test]
    fn names_that_look_alike_have_one_skeleton() {
        for (a, b) in [("alice", "a1ice"), ("morning", "mo-ming"), ("bob", "b0b"), ("wow", "vvow")]
        {
            assert_eq!(skeleton(a), skeleton(b));
        }
        assert_ne!(skeleton("alice"), skeleton("alicia"));
    }
}
