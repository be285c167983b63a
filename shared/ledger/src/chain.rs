//! A chain of hashes over everything that was ever posted, and a proof for each entry.
//!
//! leaf = SHA-256(0x00 ‖ canonical entry); chain = SHA-256(0x01 ‖ chain before ‖ leaf). The first
//! chain hash is 32 zero bytes. Every so often the end of the chain is published where it is never
//! overwritten: whoever keeps a published head notices any later change of what it covers.

use sha2::{Digest, Sha256};
use thiserror::Error;

/// A SHA-256.
pub type Hash = [u8; 32];

/// The chain's hash before the first entry.
pub const START: Hash = [0; 32];

/// Version of the canonical form; it is the first thing that is hashed.
const FORM: &[u8] = b"digigami-ledger-1";

/// A transaction in the form that is hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place: 1, 2, 3 and so on.
    pub number: u64,
    /// UUID.
    pub id: String,
    /// SHA-256 of the request that asked for it.
    pub request_hash: String,
    /// What it was for.
    pub kind: String,
    /// Milliseconds since 1970.
    pub at: u64,
    /// The legs, exactly as the database keeps them.
    pub legs: String,
    /// Words of the one who asked for it.
    pub memo: Option<String>,
    /// What it belongs to.
    pub reference: Option<String>,
    /// The UUID of the posting that it turns round.
    pub reverses: Option<String>,
}

impl Entry {
    /// The bytes that are hashed: every field with its length before it, so that no two entries
    /// have the same bytes.
    pub fn canonical(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(256 + self.legs.len());
        let mut field = |content: &[u8]| {
            bytes.extend_from_slice(&(content.len() as u64).to_be_bytes());
            bytes.extend_from_slice(content);
        };
        field(FORM);
        field(&self.number.to_be_bytes());
        field(self.id.as_bytes());
        field(self.request_hash.as_bytes());
        field(self.kind.as_bytes());
        field(&self.at.to_be_bytes());
        field(self.legs.as_bytes());
        for text in [&self.memo, &self.reference, &self.reverses] {
            match text {
                // A text that is there has a byte more, so it differs from none even when empty.
                Some(text) => field(&[&[1], text.as_bytes()].concat()),
                None => field(&[]),
            }
        }
        bytes
    }

    /// The leaf of this entry.
    pub fn leaf(&self) -> Hash {
        let mut hash = Sha256::new();
        hash.update([0]);
        hash.update(self.canonical());
        hash.finalize().into()
    }
}

/// The chain's hash after one more leaf.
pub fn link(previous: &Hash, leaf: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update([1]);
    hash.update(previous);
    hash.update(leaf);
    hash.finalize().into()
}

/// Why a chain or a proof does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Broken {
    /// A number is not the one after the one before.
    #[error("entry {0} is not where it should be")]
    Gap(u64),
    /// An entry does not have the hash that was sealed.
    #[error("entry {0} is not what was sealed")]
    Changed(u64),
    /// The proof ends before the head or behind it.
    #[error("the proof does not reach the head")]
    Length,
    /// What comes out is not the head.
    #[error("the proof does not lead to the head")]
    Head,
}

/// What was sealed for an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Hash of the entry.
    pub leaf: Hash,
    /// The chain's hash after it.
    pub hash: Hash,
}

/// Seals entries that follow on `count` sealed ones.
pub fn seal(count: u64, previous: Hash, entries: &[Entry]) -> Result<Vec<Seal>, Broken> {
    let mut hash = previous;
    let mut seals = Vec::with_capacity(entries.len());
    for (entry, number) in entries.iter().zip(count + 1..) {
        if entry.number != number {
            return Err(Broken::Gap(number));
        }
        let leaf = entry.leaf();
        hash = link(&hash, &leaf);
        seals.push(Seal { leaf, hash });
    }
    Ok(seals)
}

/// Checks entries against what was sealed for them. Gives the chain's hash after the last one.
pub fn verify<'a>(
    count: u64,
    previous: Hash,
    sealed: impl IntoIterator<Item = (&'a Entry, &'a Seal)>,
) -> Result<Hash, Broken> {
    let mut hash = previous;
    for ((entry, seal), number) in sealed.into_iter().zip(count + 1..) {
        if entry.number != number {
            return Err(Broken::Gap(number));
        }
        hash = link(&hash, &entry.leaf());
        if entry.leaf() != seal.leaf || hash != seal.hash {
            return Err(Broken::Changed(number));
        }
    }
    Ok(hash)
}

/// Shows that an entry is in the chain that ends at a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The entry.
    pub entry: Entry,
    /// The chain's hash before it.
    pub previous: Hash,
    /// The leaves after it, up to the head.
    pub following: Vec<Hash>,
    /// How many entries the head covers.
    pub head_count: u64,
    /// The head's hash.
    pub head: Hash,
}

impl Proof {
    /// Folds the entry and what follows onto what was before; the head must come out.
    pub fn verify(&self) -> Result<(), Broken> {
        if self.entry.number.checked_add(self.following.len() as u64) != Some(self.head_count) {
            return Err(Broken::Length);
        }
        let first = link(&self.previous, &self.entry.leaf());
        let last = self.following.iter().fold(first, |hash, leaf| link(&hash, leaf));
        if last == self.head { Ok(()) } else { Err(Broken::Head) }
    }
}

/// Lowercase hexadecimal.
pub fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads 64 digits of lowercase hexadecimal.
pub fn from_hex(text: &str) -> Option<Hash> {
    let digits = text.as_bytes();
    let lower = |digit: &u8| digit.is_ascii_digit() || (b'a'..=b'f').contains(digit);
    if digits.len() != 64 || !digits.iter().all(lower) {
        return None;
    }
    let mut hash = START;
    for (byte, pair) in hash.iter_mut().zip(digits.chunks(2)) {
        let value = |digit: u8| (digit as char).to_digit(16).unwrap_or(0) as u8;
        *byte = value(pair[0]) << 4 | value(pair[1]);
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: u64) -> Entry {
        Entry {
            number,
            id: format!("0192f0c1-2a3b-7c4d-8e5f-{number:012}"),
            request_hash: "ab".repeat(32),
            kind: "transfer".to_owned(),
            at: 1_767_225_600_000 + number,
            legs: format!("[[\"a\",\"b\",0,{number}]]"),
            memo: Some("tea".to_owned()),
            reference: None,
            reverses: None,
        }
    }

    fn proof(at: usize, upto: usize) -> Proof {
        let entries: Vec<_> = (1..=upto as u64).map(entry).collect();
        let seals = seal(0, START, &entries).expect("in order");
        Proof {
            entry: entries[at - 1].clone(),
            previous: if at == 1 { START } else { seals[at - 2].hash },
            following: seals[at..].iter().map(|seal| seal.leaf).collect(),
            head_count: upto as u64,
            head: seals[upto - 1].hash,
        }
    }

    #[test]
    fn every_entry_has_a_proof_and_one_changed_byte_breaks_it() {
        for at in 1..=9 {
            assert_eq!(proof(at, 9).verify(), Ok(()));
        }
        let good = proof(4, 9);
        let bytes = good.entry.legs.len();
        for index in 0..bytes {
            let mut legs = good.entry.legs.clone().into_bytes();
            legs[index] ^= 1;
            let legs = String::from_utf8(legs).expect("still ASCII");
            let forged = Proof { entry: Entry { legs, ..good.entry.clone() }, ..good.clone() };
            assert_eq!(forged.verify(), Err(Broken::Head), "byte {index}");
        }
        let forged = |change: fn(&mut Entry)| {
            let mut it = good.clone();
            change(&mut it.entry);
            it.verify()
        };
        assert!(forged(|entry| entry.at += 1).is_err());
        assert!(forged(|entry| entry.memo = None).is_err());
        assert!(forged(|entry| entry.reference = Some(String::new())).is_err());
        assert!(forged(|entry| entry.number += 1).is_err());
        assert!(Proof { following: vec![], ..good }.verify().is_err());
    }

    #[test]
    fn a_field_cannot_run_into_the_next() {
        let mut other = entry(1);
        other.kind.push('x');
        let mut moved = entry(1);
        moved.request_hash.push('x');
        assert_ne!(other.canonical(), moved.canonical());
    }

    #[test]
    fn a_chain_is_verified_piece_by_piece() {
        let mut entries: Vec<_> = (1..=6).map(entry).collect();
        let seals = seal(0, START, &entries).expect("in order");
        let half = verify(0, START, entries[..3].iter().zip(&seals)).expect("untouched");
        let all = verify(3, half, entries[3..].iter().zip(&seals[3..])).expect("untouched");
        assert_eq!(all, seals[5].hash);
        entries[4].at += 1;
        let found = verify(3, half, entries[3..].iter().zip(&seals[3..]));
        assert_eq!(found, Err(Broken::Changed(5)));
        entries.remove(1);
        assert_eq!(verify(0, START, entries.iter().zip(&seals)), Err(Broken::Gap(2)));
        assert_eq!(seal(0, START, &entries[1..]), Err(Broken::Gap(1)));
    }

    #[test]
    fn hashes_are_written_and_read() {
        let hash = entry(1).leaf();
        assert_eq!(from_hex(&hex(&hash)), Some(hash));
        assert_eq!(from_hex(&hex(&hash).to_uppercase()), None);
        assert_eq!(from_hex("ab"), None);
    }
}
