//! What a character wears: which look each slot shows, and what each look stands for.

use crate::rig::Rig;

/// What a character wears. Changing it changes nothing of the rig, and allocates nothing that a
/// renderer would have to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dress {
    /// By slot.
    looks: Vec<Option<usize>>,
    /// By look: which attachment.
    stands_for: Vec<Option<usize>>,
}

impl Dress {
    /// What the slots show at rest, in the default skin.
    pub fn new(rig: &Rig) -> Self {
        let default = rig.skins.get(crate::attachment::DEFAULT_SKIN).cloned().unwrap_or_default();
        Self { looks: rig.slots.iter().map(|it| it.look).collect(), stands_for: default }
    }

    /// Puts on a label of a category, with the variants that are on. Says whether anything is
    /// shown for it; if not, nothing is changed.
    pub fn wear(&mut self, rig: &Rig, category: &str, label: &str, on: &[&str]) -> bool {
        let shown = rig.library.resolve(category, label, on);
        for (slot, attachment) in &shown {
            self.show(rig, slot, *attachment);
        }
        !shown.is_empty()
    }

    /// Shows one attachment in one slot, or nothing. Says whether both are known.
    pub fn show(&mut self, rig: &Rig, slot: &str, attachment: Option<&str>) -> bool {
        let Some(slot) = rig.index.slot(slot) else { return false };
        let look = attachment.map(|it| rig.index.look(slot, it));
        if look == Some(None) {
            return false;
        }
        self.looks[slot] = look.flatten();
        true
    }

    /// Takes another skin. Says whether it is known.
    pub fn skin(&mut self, rig: &Rig, name: &str) -> bool {
        let Some(skin) = rig.skins.get(name) else { return false };
        self.stands_for.clone_from(skin);
        true
    }

    pub(crate) fn look(&self, slot: usize) -> Option<usize> {
        self.looks.get(slot).copied().flatten()
    }

    pub(crate) fn attachment(&self, look: usize) -> Option<usize> {
        self.stands_for.get(look).copied().flatten()
    }
}
