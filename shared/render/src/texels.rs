//! A growing list of 16-byte entries that remembers when each part of it last changed, so that
//! any number of cards can follow it, each at its own pace.

use std::ops::Range;

/// One entry: four numbers of four bytes.
pub(crate) type Texel = [u32; 4];

/// How many entries are followed together: 1 KB.
pub(crate) const CHUNK: usize = 64;

/// Entries, and for each chunk of them the revision in which it last changed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texels {
    entries: Vec<Texel>,
    stamps: Vec<u64>,
    revision: u64,
}

impl Texels {
    pub(crate) fn entries(&self) -> &[Texel] {
        &self.entries
    }

    /// Rises whenever something changes; 0 for a list that was never written.
    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// Puts entries at a place; the list grows as needed. What is equal leaves no trace.
    pub(crate) fn write(&mut self, at: usize, entries: &[Texel]) {
        let end = at + entries.len();
        let grown = end > self.entries.len();
        if grown {
            self.entries.resize(end, [0; 4]);
            self.stamps.resize(end.div_ceil(CHUNK), 0);
        }
        let revision = self.revision + 1;
        let mut place = at;
        while place < end {
            let chunk = place / CHUNK;
            let next = end.min((chunk + 1) * CHUNK);
            let (old, new) = (&mut self.entries[place..next], &entries[place - at..next - at]);
            if grown || old != new {
                old.copy_from_slice(new);
                self.stamps[chunk] = revision;
                self.revision = revision;
            }
            place = next;
        }
    }

    /// The runs of entries that changed after a revision.
    pub(crate) fn changed(&self, since: u64) -> impl Iterator<Item = Range<usize>> {
        let mut chunk = 0;
        std::iter::from_fn(move || {
            while *self.stamps.get(chunk)? <= since {
                chunk += 1;
            }
            let first = chunk;
            while self.stamps.get(chunk).is_some_and(|it| *it > since) {
                chunk += 1;
            }
            Some(first * CHUNK..self.entries.len().min(chunk * CHUNK))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_told() {
        let mut list = Texels::default();
        list.write(0, &[[1; 4]; 5 * CHUNK]);
        let told = |list: &Texels, since: u64| list.changed(since).collect::<Vec<_>>();
        let whole = std::iter::once(0..5 * CHUNK).collect::<Vec<_>>();
        assert_eq!(told(&list, 0), whole);
        let seen = list.revision();
        list.write(3, &[[1; 4]; 90]);
        assert_eq!((list.revision(), told(&list, seen)), (seen, vec![]), "the same is no change");
        list.write(CHUNK + 3, &[[2; 4]]);
        list.write(4 * CHUNK - 1, &[[3; 4]; 2]);
        assert_eq!(told(&list, seen), [CHUNK..2 * CHUNK, 3 * CHUNK..5 * CHUNK]);
        assert_eq!(told(&list, list.revision()), []);
        assert_eq!(told(&list, 0), whole, "one who comes late gets everything");
    }

    #[test]
    fn the_list_ends_where_it_ends() {
        let mut list = Texels::default();
        list.write(10, &[[0; 4]; 3]);
        assert_eq!(list.entries().len(), 13);
        let mut changed = list.changed(0);
        assert_eq!((changed.next(), changed.next()), (Some(0..13), None));
    }
}
