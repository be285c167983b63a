//! Characters of one kind: rows of poses, dresses and shapes, and who uses which, where.

use crate::archetype::{Archetype, palette_texels};
use crate::refusal::Refusal;
use crate::shape;
use crate::texels::{Texel, Texels};
use rig::{Affine, Palette, Pose, Rig, SlotState};
use std::sync::Arc;

/// The most rows of each kind in a crowd.
pub const ROWS_MAX: usize = 1 << 14;
/// The most characters in a crowd.
pub const INSTANCES_MAX: usize = 1 << 16;
/// The most orders in which a crowd's slots are drawn.
pub const ORDERS_MAX: usize = 16;
/// A shape that bends nothing.
const UNBENT: u32 = 0xffff;

/// One character: which rows it shows, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Instance {
    /// From the character's canvas to the scene's.
    pub place: Affine,
    /// 0 to 1, times everything's own.
    pub opacity: f32,
    /// The row of bone matrices. Several may share one.
    pub pose: u16,
    /// The row of what the slots show. Several may share one.
    pub dress: u16,
    /// The row of bent shapes; none for one that is moved by bones alone.
    pub shape: Option<u16>,
    /// What [`Crowd::take`] or [`Crowd::order`] gave.
    pub order: u8,
}

impl Instance {
    /// A character where it was drawn, with this row of everything but shapes.
    pub fn new(row: u16) -> Self {
        let place = Affine::IDENTITY;
        Self { place, opacity: 1.0, pose: row, dress: row, shape: None, order: 0 }
    }

    /// At another place and size: the canvas' origin goes to `at`.
    #[must_use]
    pub fn at(mut self, at: [f32; 2], scale: f32) -> Self {
        self.place = Affine::from_parts(at, [1.0, 0.0], [scale, scale]);
        self
    }

    /// With the shapes of a row.
    #[must_use]
    pub fn shaped(mut self, row: u16) -> Self {
        self.shape = Some(row);
        self
    }

    fn texels(&self) -> [Texel; 2] {
        let Affine { a, b, c, d, tx, ty } = self.place;
        let rows = u32::from(self.pose) | u32::from(self.dress) << 16;
        let opacity = (self.opacity.clamp(0.0, 1.0) * 65535.0).round() as u32;
        let shape = self.shape.map_or(UNBENT, u32::from) | opacity << 16;
        [[a, b, c, d].map(f32::to_bits), [tx.to_bits(), ty.to_bits(), rows, shape]]
    }
}

/// A way through the triangles: slots from back to front.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) slots: Vec<u16>,
    pub(crate) corners: Vec<u32>,
    /// Runs of slots that blend alike: from which corner on, and as which slot.
    pub(crate) runs: Vec<(usize, usize)>,
}

/// Tells crowds apart; a copy is another one from the start, for it may change otherwise.
#[derive(Debug, Default)]
pub(crate) struct Identity(Arc<()>);

impl Identity {
    /// The same one. As long as it is held, no other crowd can be taken for it.
    pub(crate) fn hold(&self) -> Self {
        Self(self.0.clone())
    }
}

impl Clone for Identity {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Identity {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Characters of one kind. Everything in it is compared before it is written, so that a card
/// is told of changes alone.
#[derive(Clone, Debug)]
pub struct Crowd {
    pub(crate) identity: Identity,
    pub(crate) archetype: Arc<Archetype>,
    pub(crate) palettes: Texels,
    pub(crate) dresses: Texels,
    pub(crate) shapes: Texels,
    pub(crate) records: Texels,
    pub(crate) orders: Vec<Order>,
    pub(crate) instances: Vec<Instance>,
}

impl Crowd {
    /// Nobody yet.
    pub fn new(archetype: Arc<Archetype>) -> Self {
        let slots = (0..archetype.n_slots() as u16).collect();
        let orders = vec![order(&archetype, slots)];
        let [palettes, dresses, shapes, records] = [(); 4].map(|()| Texels::default());
        let (identity, instances) = (Identity::default(), Vec::new());
        Self { identity, archetype, palettes, dresses, shapes, records, orders, instances }
    }

    /// What kind it is of.
    pub fn archetype(&self) -> &Arc<Archetype> {
        &self.archetype
    }

    /// Who is there, from back to front.
    pub fn instances(&self) -> &[Instance] {
        &self.instances
    }

    /// Takes everything of a pose into the rows of one number, and gives the order of its slots.
    /// Shapes are taken where [`Instance::shape`] will ask for them (`bent`).
    ///
    /// # Errors
    /// The pose belongs to another kind, or there are too many rows or orders.
    pub fn take(
        &mut self,
        row: u16,
        rig: &Rig,
        pose: &mut Pose,
        bent: bool,
    ) -> Result<u8, Refusal> {
        self.set_palette(row, pose.palette(rig))?;
        self.set_dress(row, pose.slots())?;
        if bent {
            let offsets = shape::offsets(&self.archetype, rig, pose);
            self.shapes.write(usize::from(row) * self.archetype.n_vertices(), &offsets);
        }
        self.order(pose.draw_order())
    }

    /// Writes a row of bone matrices.
    ///
    /// # Errors
    /// There are not as many as bones, or too many rows.
    pub fn set_palette(&mut self, row: u16, palette: &[Palette]) -> Result<(), Refusal> {
        let n_bones = self.archetype.n_bones();
        check(row, "bones", palette.len(), n_bones)?;
        let texels: Vec<Texel> = palette.iter().flat_map(palette_texels).collect();
        self.palettes.write(usize::from(row) * 2 * n_bones, &texels);
        Ok(())
    }

    /// Writes a row of what the slots show.
    ///
    /// # Errors
    /// There are not as many as slots, or too many rows.
    pub fn set_dress(&mut self, row: u16, slots: &[SlotState]) -> Result<(), Refusal> {
        let n_slots = self.archetype.n_slots();
        check(row, "slots", slots.len(), n_slots)?;
        let entries = slots.iter().enumerate().map(|(at, it)| self.archetype.entry(at, it));
        let entries: Vec<Texel> = entries.collect();
        self.dresses.write(usize::from(row) * n_slots, &entries);
        Ok(())
    }

    /// The number of an order of slots, back to front. Each new one is kept.
    ///
    /// # Errors
    /// It has not as many as there are slots, or there are too many orders.
    pub fn order(&mut self, slots: &[u16]) -> Result<u8, Refusal> {
        if let Some(known) = self.orders.iter().position(|it| it.slots == slots) {
            return Ok(known as u8);
        }
        check(0, "slots", slots.len(), self.archetype.n_slots())?;
        if self.orders.len() == ORDERS_MAX {
            return Err(Refusal::TooMany { what: "orders of slots", most: ORDERS_MAX });
        }
        self.orders.push(order(&self.archetype, slots.to_vec()));
        Ok(self.orders.len() as u8 - 1)
    }

    /// Says who is there, from back to front.
    ///
    /// # Errors
    /// There are too many.
    pub fn set_instances(&mut self, instances: &[Instance]) -> Result<(), Refusal> {
        if instances.len() > INSTANCES_MAX {
            return Err(Refusal::TooMany { what: "characters", most: INSTANCES_MAX });
        }
        let records: Vec<Texel> = instances.iter().flat_map(Instance::texels).collect();
        self.records.write(0, &records);
        self.instances.clear();
        self.instances.extend_from_slice(instances);
        Ok(())
    }
}

fn check(row: u16, what: &'static str, found: usize, wanted: usize) -> Result<(), Refusal> {
    if found != wanted {
        return Err(Refusal::WrongLength { what, found, wanted });
    }
    if usize::from(row) >= ROWS_MAX {
        return Err(Refusal::TooMany { what: "rows", most: ROWS_MAX });
    }
    Ok(())
}

fn order(archetype: &Archetype, slots: Vec<u16>) -> Order {
    let mut it = Order { slots, corners: Vec::new(), runs: Vec::new() };
    for slot in &it.slots {
        let slot_at = usize::from(*slot);
        let parts = archetype.parts.iter().filter(|part| part.slot == *slot);
        let mut corners = parts
            .flat_map(|part| &archetype.triangles[part.triangles.clone()])
            .flatten()
            .copied()
            .peekable();
        if corners.peek().is_none() {
            continue;
        }
        let alike = |(_, other): &(usize, usize)| {
            crate::draws::alike(archetype.blends[*other], archetype.blends[slot_at])
        };
        if !it.runs.last().is_some_and(alike) {
            it.runs.push((it.corners.len(), slot_at));
        }
        it.corners.extend(corners);
    }
    it
}
