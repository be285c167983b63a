//! Random commands against the books and against a map of numbers; both must agree after each.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{Account, Hold, HoldChange, Kind, LEGS_MAX, Leg, Posting, Purpose, System};
use money::{Amount, Asset, LIMB};
use rusqlite::Connection;

use crate::books::{Applied, audited, balance_named, id, post};

/// Members that play.
const MEMBERS: u64 = 9;
/// How often everything is compared, in commands; touched accounts are compared after each.
const COMPARED_EVERY: u64 = 5_000;
/// How often the journal is summed up, in commands.
const AUDITED_EVERY: u64 = 25_000;
/// How many postings are remembered to be replayed and reversed.
const REMEMBERED: usize = 64;
/// The most that an account can hold.
const MOST: i128 = 10i128.pow(36) - 1;

/// A small generator: the same numbers every time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u64) as usize]
    }
}

/// What is known of a hold.
struct Held {
    hold: Hold,
    expires_at: u64,
    pending: bool,
}

/// What came of a run.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Postings that took effect.
    pub(crate) posted: u64,
    /// Postings under a key that was used.
    pub(crate) replayed: u64,
    /// Postings that were refused, by word.
    pub(crate) refused: BTreeMap<String, u64>,
    /// Movements.
    pub(crate) legs: u64,
}

/// The map of numbers.
struct Model {
    balances: BTreeMap<String, i128>,
    holds: Vec<Held>,
    known: Vec<Posting>,
    reversed: BTreeSet<String>,
    dice: Dice,
    now: u64,
    serial: u64,
}

/// The floor of an account, by its name.
fn floor(name: &str) -> i128 {
    match name {
        "system:ANM:issue" | "system:DIGI:issue" | "system:USD:gateway" => -(10i128.pow(15)),
        "system:AVT:issue" => -MOST,
        _ => 0,
    }
}

impl Model {
    fn new(seed: u64) -> Self {
        let genesis = [
            ("system:ANM:issue", -(10i128.pow(15))),
            ("system:ANM:treasury", 10i128.pow(14)),
            ("system:ANM:reserve", 9 * 10i128.pow(14)),
        ];
        Self {
            balances: genesis.map(|(name, units)| (name.to_owned(), units)).into(),
            holds: Vec::new(),
            known: Vec::new(),
            reversed: BTreeSet::new(),
            dice: Dice(seed | 1),
            now: 1_767_225_600_000,
            serial: 0,
        }
    }

    fn balance(&self, name: &str) -> i128 {
        self.balances.get(name).copied().unwrap_or(0)
    }

    /// What the books should say to a posting with a fresh key; nothing changes when they refuse.
    fn apply(&mut self, posting: &Posting) -> Result<(), String> {
        let mut after: BTreeMap<String, i128> = BTreeMap::new();
        for leg in &posting.legs {
            let amount = leg.amount.as_units() as i128;
            for (account, change) in [(&leg.from, -amount), (&leg.to, amount)] {
                let name = account.name();
                let before = after.get(&name).copied().unwrap_or_else(|| self.balance(&name));
                let balance = before + change;
                if change < 0 && name.ends_with(":burned") {
                    return Err("BURNED_IS_GONE".to_owned());
                }
                if balance > MOST || balance < -(LIMB as i128 * LIMB as i128) {
                    return Err("HI_RANGE".to_owned());
                }
                if balance < floor(&name) {
                    return Err("INSUFFICIENT_FUNDS".to_owned());
                }
                after.insert(name, balance);
            }
        }
        self.balances.append(&mut after);
        Ok(())
    }

    fn fresh(&mut self) -> String {
        self.serial += 1;
        id(self.serial)
    }

    fn member(&mut self, asset: Asset, purpose: Purpose) -> Account {
        let principal = id(0x00a0_0000_0000 + self.dice.below(MEMBERS));
        Account::member(&principal, asset, purpose).expect("an id")
    }

    fn account(&mut self, asset: Asset) -> Account {
        let systems =
            [System::Issue, System::Reserve, System::Treasury, System::Burned, System::Fees];
        let purposes = [Purpose::Available, Purpose::Available, Purpose::Staked, Purpose::Escrowed];
        if self.dice.below(6) == 0 {
            let source = if asset == Asset::Usd { System::Gateway } else { System::Issue };
            let system = *self.dice.one(&[systems.as_slice(), &[source; 4]].concat());
            Account::system(system, asset)
        } else {
            let purpose = *self.dice.one(&purposes);
            self.member(asset, purpose)
        }
    }

    /// How much could be taken out of an account.
    fn there(&self, from: &Account) -> u128 {
        (self.balance(&from.name()) - floor(&from.name())).max(0) as u128
    }

    /// Amounts where it hurts: one, limb edges, exactly what is there and one more, all digits.
    fn amount(&mut self, from: &Account) -> Amount {
        let there = self.there(from);
        let units = match self.dice.below(24) {
            0 => 1,
            1 => there,
            2 => there + 1,
            3 => LIMB,
            4 => LIMB - 1,
            5 => LIMB + 1,
            6 => MOST as u128,
            7 => MOST as u128 - u128::from(self.dice.below(3)),
            8 => u128::from(self.dice.next()) * LIMB + u128::from(self.dice.next()),
            _ => there / u128::from(2 + self.dice.below(40)),
        };
        Amount::units(units.clamp(1, MOST as u128))
    }

    fn legs(&mut self) -> Vec<Leg> {
        let count = match self.dice.below(100) {
            0 => LEGS_MAX as u64,
            1..=4 => 1 + self.dice.below(16),
            _ => 1 + self.dice.below(3),
        };
        let mut legs = Vec::new();
        while legs.len() < count as usize {
            let asset = *self.dice.one(&Asset::ALL);
            let (mut from, to) = (self.account(asset), self.account(asset));
            // Empty pockets are tried too, but not all the time.
            for _ in 0..self.dice.below(6) {
                if self.there(&from) > 0 {
                    break;
                }
                from = self.account(asset);
            }
            let amount = self.amount(&from);
            // Legs that are no legs are refused before the database is asked.
            legs.extend(Leg::new(from, to, amount));
        }
        legs
    }

    fn posting(&mut self, kind: Kind, legs: Vec<Leg>) -> Option<Posting> {
        let (posting, key) = (self.fresh(), format!("key-{}", self.serial));
        let hash = "0".repeat(64);
        Posting::new(posting, ("model", &key, &hash), kind, self.now, legs).ok()
    }

    /// A command; none when the dice came to nothing that can be asked for.
    fn command(&mut self) -> Option<Posting> {
        self.now += self.dice.below(50);
        match self.dice.below(20) {
            0..=2 => self.open_hold(),
            3..=5 => self.settle_hold(),
            6 if !self.known.is_empty() => {
                let original = self.dice.one(&self.known).clone();
                let (fresh, key) = (self.fresh(), format!("key-{}", self.serial));
                original.reversal(fresh, ("model", &key, &"0".repeat(64)), self.now).ok()
            }
            _ => {
                let legs = self.legs();
                self.posting(Kind::Transfer, legs)
            }
        }
    }

    fn open_hold(&mut self) -> Option<Posting> {
        let asset = *self.dice.one(&Asset::ALL);
        let origin = self.member(asset, Purpose::Available);
        let ledger::Holder::Member(owner) = origin.holder().clone() else { return None };
        let hold = Hold { id: self.fresh(), owner, asset, amount: self.amount(&origin) };
        let expires_at = self.now + 1 + self.dice.below(4000);
        let posting = self.posting(Kind::Hold, vec![hold.fill().ok()?])?;
        let change = HoldChange::Open { id: hold.id.clone(), expires_at, payee: None };
        // One that cannot be filled is kept now and then, to be asked for in vain.
        if self.there(&origin) >= hold.amount.as_units() || self.dice.below(20) == 0 {
            self.holds.push(Held { hold, expires_at, pending: false });
        }
        Some(posting.with_hold(change))
    }

    fn settle_hold(&mut self) -> Option<Posting> {
        let recent = self.holds.len().checked_sub(1 + self.dice.below(40) as usize)?;
        let held = &self.holds[recent];
        let (hold, id) = (held.hold.clone(), held.hold.id.clone());
        let (kind, change, legs) = match self.dice.below(4) {
            0 => (Kind::HoldVoided, HoldChange::Void(id), vec![hold.give_back().ok()?]),
            1 => (Kind::HoldExpired, HoldChange::Expire(id), vec![hold.give_back().ok()?]),
            part => {
                let payee = self.member(hold.asset, Purpose::Available);
                let units = hold.amount.as_units() / if part == 2 { 1 } else { 3 };
                let legs = hold.pay(payee, Amount::units(units)).ok()?;
                (Kind::HoldPosted, HoldChange::Post(id), legs)
            }
        };
        Some(self.posting(kind, legs)?.with_hold(change))
    }

    /// What the hold itself has to say to a posting that names it.
    fn hold_allows(&self, posting: &Posting) -> Result<(), String> {
        let Some(change) = &posting.hold else { return Ok(()) };
        if matches!(change, HoldChange::Open { .. }) {
            return Ok(());
        }
        let held = self.holds.iter().rev().find(|held| held.hold.id == change.id());
        let Some(held) = held else { return Err("HOLD_UNKNOWN".to_owned()) };
        let refuse = |word: &str| Err(word.to_owned());
        match change {
            _ if !held.pending => refuse("HOLD_SETTLED|HOLD_UNKNOWN"),
            HoldChange::Post(_) if posting.at >= held.expires_at => refuse("HOLD_EXPIRED"),
            HoldChange::Expire(_) if posting.at < held.expires_at => refuse("HOLD_NOT_EXPIRED"),
            _ => Ok(()),
        }
    }

    fn expected(&mut self, posting: &Posting) -> Result<(), String> {
        if posting.reverses.as_ref().is_some_and(|id| self.reversed.contains(id)) {
            return Err("UNIQUE constraint failed: tx.reverses".to_owned());
        }
        self.hold_allows(posting)?;
        self.apply(posting)?;
        if let Some(change) = &posting.hold {
            let held = self.holds.iter_mut().rev().find(|held| held.hold.id == change.id());
            if let Some(held) = held {
                held.pending = matches!(change, HoldChange::Open { .. });
            }
        }
        self.reversed.extend(posting.reverses.clone());
        Ok(())
    }

    fn remember(&mut self, posting: Posting) {
        if self.known.len() < REMEMBERED {
            self.known.push(posting);
        } else {
            let place = self.dice.below(REMEMBERED as u64) as usize;
            self.known[place] = posting;
        }
    }
}

/// The newest rows: what a refusal must leave as it is.
fn newest(books: &Connection) -> (i64, i64, i64, i64) {
    let sql = "SELECT (SELECT max(id) FROM tx), (SELECT max(id) FROM xfer), \
               (SELECT coalesce(max(id), 0) FROM account), (SELECT coalesce(max(id), 0) FROM outbox)";
    let mut statement = books.prepare_cached(sql).expect("SQL");
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    statement.query_row([], row).expect("a row")
}

/// Plays `commands` random commands. Panics at the first difference, with the seed and the number
/// of the command.
pub(crate) fn play(books: &Connection, seed: u64, commands: u64) -> Tally {
    let mut model = Model::new(seed);
    let mut tally = Tally::default();
    let mut played = 0;
    while played < commands {
        let Some(posting) = model.command() else { continue };
        played += 1;
        let place = format!("seed {seed}, command {played}");
        let before = newest(books);
        let expected = model.expected(&posting);
        match (post(books, &posting), expected) {
            (Applied::Posted(_), Ok(())) => {
                tally.posted += 1;
                tally.legs += posting.legs.len() as u64;
                model.remember(posting.clone());
            }
            (Applied::Refused(word), Err(wanted)) => {
                assert!(wanted.split('|').any(|it| it == word), "{place}: {word}, not {wanted}");
                assert_eq!(newest(books), before, "{place}: a refusal left something behind");
                *tally.refused.entry(word).or_default() += 1;
            }
            (found, wanted) => panic!("{place}: {found:?}, not {wanted:?}\n{posting:?}"),
        }
        for account in posting.legs.iter().flat_map(|leg| [&leg.from, &leg.to]) {
            let name = account.name();
            assert_eq!(balance_named(books, &name), model.balance(&name), "{place}: {name}");
        }
        if played % 16 == 0 && !model.known.is_empty() {
            let again = model.dice.one(&model.known).clone();
            let again = Posting { id: model.fresh(), ..again };
            let before = newest(books);
            assert_eq!(post(books, &again), Applied::Replayed, "{place}");
            assert_eq!(newest(books), before, "{place}: a replay left something behind");
            tally.replayed += 1;
        }
        if played % COMPARED_EVERY == 0 || played == commands {
            compare(books, &model, &place);
        }
        if played % AUDITED_EVERY == 0 || played == commands {
            assert!(audited(books).clean(), "{place}: {:?}", audited(books));
        }
    }
    tally
}

/// Every account, every hold, every sum.
fn compare(books: &Connection, model: &Model, place: &str) {
    let mut sums: BTreeMap<&str, i128> = BTreeMap::new();
    for (name, units) in &model.balances {
        assert_eq!(balance_named(books, name), *units, "{place}: {name}");
        assert!(*units >= floor(name) && *units <= MOST, "{place}: {name} is out of bounds");
        let asset = Asset::ALL.into_iter().find(|it| name.contains(&format!(":{}", it.code())));
        *sums.entry(asset.expect("named").code()).or_default() += units;
    }
    assert!(sums.values().all(|sum| *sum == 0), "{place}: {sums:?}");
    let count: i64 = books
        .query_row("SELECT count(*) FROM account WHERE last_xfer > 0", [], |row| row.get(0))
        .expect("a row");
    let moved = model.balances.len() as i64;
    assert_eq!(count, moved, "{place}: accounts that the model does not know");
    let pending: i64 = books
        .query_row("SELECT count(*) FROM holds WHERE state = 'pending'", [], |row| row.get(0))
        .expect("a row");
    let waiting = model.holds.iter().filter(|held| held.pending);
    assert_eq!(waiting.clone().count() as i64, pending, "{place}: holds");
    for held in waiting {
        let account = held.hold.account().expect("an id").name();
        let held = held.hold.amount.as_units() as i128;
        assert_eq!(balance_named(books, &account), held, "{place}: {account}");
    }
}
