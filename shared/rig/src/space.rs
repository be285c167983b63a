//! Everything that keys can move, in one row of numbers: that way clips of any kind mix by the
//! same few sums.
//!
//! A value is what is added to rest (for scales: to a factor of one). An owner is a bone, a slot,
//! a shape, a parameter or a constraint; weights belong to owners.
//!
//! Values and owners of each kind begin at multiples of [`LANES`], so that four neighbours are
//! one vector and their owners another one. What is in between means nothing.

/// How many there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Space {
    pub(crate) n_bones: usize,
    pub(crate) n_slots: usize,
    pub(crate) n_deforms: usize,
    pub(crate) n_parameters: usize,
    pub(crate) n_ik: usize,
}

/// A number of a bone, in the order in which they lie in the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    X,
    Y,
    Rotation,
    ScaleX,
    ScaleY,
}

/// How many numbers a bone has.
pub(crate) const PARTS: usize = 5;
/// How many numbers are one vector.
pub(crate) const LANES: usize = 4;

fn padded(n: usize) -> usize {
    n.next_multiple_of(LANES)
}

impl Space {
    /// How many places each part of the bones has.
    pub(crate) fn bone_lanes(&self) -> usize {
        padded(self.n_bones)
    }

    pub(crate) fn bone(&self, part: Part, bone: usize) -> usize {
        part as usize * self.bone_lanes() + bone
    }

    pub(crate) fn colour(&self, slot: usize) -> usize {
        PARTS * self.bone_lanes() + 4 * slot
    }

    pub(crate) fn deform(&self, deform: usize) -> usize {
        self.colour(self.n_slots) + deform
    }

    pub(crate) fn parameter(&self, parameter: usize) -> usize {
        self.deform(padded(self.n_deforms)) + parameter
    }

    pub(crate) fn ik(&self, ik: usize) -> usize {
        self.parameter(padded(self.n_parameters)) + ik
    }

    pub(crate) fn n_values(&self) -> usize {
        self.ik(padded(self.n_ik))
    }

    pub(crate) fn slot_owner(&self, slot: usize) -> usize {
        self.bone_lanes() + slot
    }

    pub(crate) fn deform_owner(&self, deform: usize) -> usize {
        self.slot_owner(padded(self.n_slots)) + deform
    }

    pub(crate) fn parameter_owner(&self, parameter: usize) -> usize {
        self.deform_owner(padded(self.n_deforms)) + parameter
    }

    pub(crate) fn ik_owner(&self, ik: usize) -> usize {
        self.parameter_owner(padded(self.n_parameters)) + ik
    }

    pub(crate) fn n_owners(&self) -> usize {
        self.ik_owner(padded(self.n_ik))
    }

    /// Whether a value belongs to a slot's colour: there four neighbours have one owner.
    pub(crate) fn is_colour(&self, value: usize) -> bool {
        (self.colour(0)..self.deform(0)).contains(&value)
    }
}
