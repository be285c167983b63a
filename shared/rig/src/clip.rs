//! Clips compiled: one grid of segments for all tracks of a clip, so that one search finds the
//! segment, and one sweep over blocks of four tracks adds every value where it belongs.

use crate::animation::{Animation, Channel};
use crate::curve::{Piece, SAME_TIME, pieces};
use crate::rig::Index;
use crate::space::{LANES, Part};

/// Four neighbouring values; those that the clip does not move have coefficients of zero.
#[derive(Clone, Copy, Debug)]
struct Block {
    /// Which four of the row.
    target: usize,
    /// Which four of the owners; or one of them, whose are all four values.
    owners: Owners,
}

#[derive(Clone, Copy, Debug)]
enum Owners {
    Four(usize),
    One(usize),
}

/// Constant, linear, square and cube of four tracks.
type Cubics = [[f32; LANES]; 4];

/// How much of a clip is taken.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Share<'a> {
    /// Of everything the same.
    Even(f32),
    /// By owner.
    Each(&'a [f32]),
}

/// When which look is shown, or nothing.
pub(crate) type Shows = Vec<(f32, Option<usize>)>;

/// A clip, ready to be sampled.
#[derive(Clone, Debug)]
pub(crate) struct Clip {
    pub(crate) duration: f32,
    pub(crate) looping: bool,
    /// Where segments begin; the first is zero.
    starts: Vec<f32>,
    blocks: Vec<Block>,
    /// Segment by segment, block by block.
    cubics: Vec<Cubics>,
    /// One for owners that the clip moves, zero for others.
    pub(crate) mask: Vec<f32>,
    /// Slot, and when which of its looks is shown.
    pub(crate) shows: Vec<(usize, Shows)>,
    /// When which order of slots holds; before the first one it is that at rest.
    pub(crate) orders: Vec<(f32, Vec<u16>)>,
    /// When what is told.
    pub(crate) events: Vec<(f32, String)>,
}

/// A track before compilation.
struct Track {
    target: usize,
    owner: usize,
    pieces: Vec<Piece>,
}

impl Clip {
    /// The index knows every name, because the skeleton was checked.
    pub(crate) fn new(animation: &Animation, index: &Index) -> Self {
        let mut tracks = Vec::new();
        let mut clip = Self {
            duration: animation.duration,
            looping: animation.looping,
            starts: Vec::new(),
            blocks: Vec::new(),
            cubics: Vec::new(),
            mask: vec![0.0; index.space.n_owners()],
            shows: Vec::new(),
            orders: Vec::new(),
            events: animation.events.iter().map(|it| (it.time, it.name.clone())).collect(),
        };
        for channel in &animation.channels {
            clip.add_switches(channel, index);
            add_tracks(channel, animation, index, &mut tracks);
        }
        for track in &tracks {
            clip.mask[track.owner] = 1.0;
        }
        tracks.sort_by_key(|it| it.target);
        clip.add_blocks(&tracks, index);
        clip.add_cubics(&tracks);
        clip
    }

    fn add_switches(&mut self, channel: &Channel, index: &Index) {
        match channel {
            Channel::Attachment { slot, keys } => {
                let Some(slot) = index.slot(slot) else { return };
                let look = |name: &String| index.look(slot, name);
                let keys = keys.iter().map(|it| (it.time, it.value.as_ref().and_then(look)));
                self.mask[index.space.slot_owner(slot)] = 1.0;
                self.shows.push((slot, keys.collect()));
            }
            Channel::DrawOrder { keys } => {
                let order = |moved: &[(String, i32)]| reordered(index, moved);
                self.orders = keys.iter().map(|it| (it.time, order(&it.value))).collect();
            }
            _ => {}
        }
    }

    fn add_blocks(&mut self, tracks: &[Track], index: &Index) {
        for track in tracks {
            let target = track.target / LANES;
            if self.blocks.last().is_some_and(|it| it.target == target) {
                continue;
            }
            let owners = if index.space.is_colour(track.target) {
                Owners::One(track.owner)
            } else {
                Owners::Four(track.owner / LANES)
            };
            self.blocks.push(Block { target, owners });
        }
    }

    fn add_cubics(&mut self, tracks: &[Track]) {
        let mut starts: Vec<f64> = vec![0.0];
        starts.extend(tracks.iter().flat_map(|it| it.pieces.iter().map(|piece| piece.start)));
        starts.sort_by(f64::total_cmp);
        starts.dedup_by(|later, earlier| *later - *earlier < SAME_TIME);
        let n_blocks = self.blocks.len();
        self.cubics = vec![Cubics::default(); starts.len() * n_blocks];
        for track in tracks {
            let places = self.blocks.partition_point(|it| it.target < track.target / LANES);
            for (segment, start) in starts.iter().enumerate() {
                let at = track.pieces.partition_point(|it| it.start <= start + SAME_TIME);
                let Some(piece) = track.pieces.get(at.saturating_sub(1)) else { continue };
                let cubics = &mut self.cubics[segment * n_blocks + places];
                for (row, value) in cubics.iter_mut().zip(piece.rebased(*start).cubic) {
                    row[track.target % LANES] = value as f32;
                }
            }
        }
        self.starts = starts.into_iter().map(|it| it as f32).collect();
    }

    /// Time within the clip: a loop goes round, anything else stays at its end.
    pub(crate) fn local_time(&self, time: f32) -> f32 {
        if (0.0..self.duration).contains(&time) {
            return time;
        }
        // A remainder by division costs a fraction of what the library's takes.
        let round = if self.looping { (time / self.duration).floor() } else { 0.0 };
        let within = time - round * self.duration;
        // Not a number is the beginning; the far end of a rounding is the end.
        within.max(0.0).min(self.duration)
    }

    /// Adds a share of every track's value at a time within the clip. `cursor` is where the last
    /// search ended; it only saves time.
    pub(crate) fn add(&self, time: f32, cursor: &mut usize, share: Share, values: &mut [f32]) {
        let segment = self.segment(time, *cursor);
        *cursor = segment;
        let u = time - self.starts[segment];
        let n = self.blocks.len();
        let cubics = &self.cubics[segment * n..(segment + 1) * n];
        let values = values.as_chunks_mut::<LANES>().0;
        let blocks = self.blocks.iter().zip(cubics);
        match share {
            Share::Even(share) => {
                for (block, cubics) in blocks {
                    add_block(cubics, u, [share; LANES], &mut values[block.target]);
                }
            }
            Share::Each(shares) => {
                let fours = shares.as_chunks::<LANES>().0;
                for (block, cubics) in blocks {
                    let share = match block.owners {
                        Owners::Four(owners) => fours[owners],
                        Owners::One(owner) => [shares[owner]; LANES],
                    };
                    add_block(cubics, u, share, &mut values[block.target]);
                }
            }
        }
    }

    /// The segment of a time: the one at the cursor, the next, or what a binary search finds.
    fn segment(&self, time: f32, cursor: usize) -> usize {
        let holds = |segment: usize| {
            self.starts.get(segment).is_some_and(|start| *start <= time)
                && self.starts.get(segment + 1).is_none_or(|next| time < *next)
        };
        if holds(cursor) {
            return cursor;
        }
        if holds(cursor + 1) {
            return cursor + 1;
        }
        self.starts.partition_point(|start| *start <= time).saturating_sub(1)
    }

    /// How much memory the coefficients take, in bytes.
    pub(crate) fn n_bytes(&self) -> usize {
        size_of_val(&self.cubics[..]) + size_of_val(&self.starts[..])
    }
}

#[inline]
fn add_block(cubics: &Cubics, u: f32, share: [f32; LANES], values: &mut [f32; LANES]) {
    let [c0, c1, c2, c3] = cubics;
    for k in 0..LANES {
        values[k] += share[k] * (c0[k] + u * (c1[k] + u * (c2[k] + u * c3[k])));
    }
}

/// What holds at a time in a list of switches; nothing before the first.
pub(crate) fn held<V>(switches: &[(f32, V)], time: f32) -> Option<&V> {
    let after = switches.partition_point(|(start, _)| *start <= time);
    after.checked_sub(1).map(|it| &switches[it].1)
}

fn add_tracks(channel: &Channel, of: &Animation, index: &Index, tracks: &mut Vec<Track>) {
    let space = &index.space;
    let mut add = |target: usize, owner: usize, mut pieces: Vec<Piece>, rest: f64| {
        pieces.iter_mut().for_each(|it| it.cubic[0] -= rest);
        tracks.push(Track { target, owner, pieces });
    };
    macro_rules! component {
        ($keys:expr, $component:expr) => {
            pieces($keys, $component, of.duration, of.looping, of.mode)
        };
    }
    match channel {
        Channel::Position { bone, keys } => {
            let Some(bone) = index.bone(bone) else { return };
            add(space.bone(Part::X, bone), bone, component!(keys, 0), 0.0);
            add(space.bone(Part::Y, bone), bone, component!(keys, 1), 0.0);
        }
        Channel::Rotation { bone, keys } => {
            let Some(bone) = index.bone(bone) else { return };
            add(space.bone(Part::Rotation, bone), bone, component!(keys, 0), 0.0);
        }
        Channel::Scale { bone, keys } => {
            let Some(bone) = index.bone(bone) else { return };
            add(space.bone(Part::ScaleX, bone), bone, component!(keys, 0), 1.0);
            add(space.bone(Part::ScaleY, bone), bone, component!(keys, 1), 1.0);
        }
        Channel::Colour { slot, keys } => {
            let Some(slot) = index.slot(slot) else { return };
            for (component, rest) in index.slot_colours[slot].iter().enumerate() {
                let track = component!(keys, component);
                add(space.colour(slot) + component, space.slot_owner(slot), track, (*rest).into());
            }
        }
        Channel::Deform { slot, deform, keys } => {
            let Some(at) = index.deform(slot, deform) else { return };
            add(space.deform(at), space.deform_owner(at), component!(keys, 0), 0.0);
        }
        Channel::Parameter { parameter, keys } => {
            let Some(at) = index.parameter(parameter) else { return };
            add(space.parameter(at), space.parameter_owner(at), component!(keys, 0), 0.0);
        }
        Channel::IkWeight { ik, keys } => {
            let Some(at) = index.ik(ik) else { return };
            let rest = f64::from(index.ik_weights[at]);
            add(space.ik(at), space.ik_owner(at), component!(keys, 0), rest);
        }
        Channel::Attachment { .. } | Channel::DrawOrder { .. } => {}
    }
}

/// The order of drawing after some slots have moved by places; the others keep their order.
fn reordered(index: &Index, moved: &[(String, i32)]) -> Vec<u16> {
    let n = index.space.n_slots;
    let mut places: Vec<Option<u16>> = vec![None; n];
    let mut is_moved = vec![false; n];
    for (name, by) in moved {
        let Some(slot) = index.slot(name) else { continue };
        let place = (slot as i64 + i64::from(*by)).clamp(0, n as i64 - 1) as usize;
        // A place that is taken leads to the next free one, so that nobody is lost.
        let free = (place..n).chain((0..place).rev()).find(|it| places[*it].is_none());
        if let Some(free) = free
            && !is_moved[slot]
        {
            places[free] = Some(slot as u16);
            is_moved[slot] = true;
        }
    }
    let mut others = (0..n).filter(|slot| !is_moved[*slot]);
    let fill = |place: Option<u16>| place.or_else(|| others.next().map(|it| it as u16));
    places.into_iter().filter_map(fill).collect()
}
