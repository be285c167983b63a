//! Clips compiled: one grid of segments for all tracks of a clip, so that one search finds the
//! segment, and one sweep over four rows of coefficients gives every value.

use crate::animation::{Animation, Channel};
use crate::curve::{Piece, SAME_TIME, pieces};
use crate::rig::Index;
use crate::space::{Part, Space};

/// Tracks of neighbouring targets with at most this many missing in between are made one run.
const GAP_MAX: usize = 4;
/// Rows are padded to a multiple of this, for vectors.
const LANES: usize = 4;

/// Neighbouring tracks that drive neighbouring values of neighbouring owners.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) track: usize,
    pub(crate) target: usize,
    pub(crate) owner: usize,
    pub(crate) length: usize,
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
    /// How many numbers a row has.
    pub(crate) stride: usize,
    /// Segment by segment four rows: constant, linear, square, cube.
    coefficients: Vec<f32>,
    pub(crate) runs: Vec<Run>,
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
            stride: 0,
            coefficients: Vec::new(),
            runs: Vec::new(),
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
        let tracks = bridged(tracks, &index.space);
        clip.add_runs(&tracks);
        clip.add_coefficients(&tracks);
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

    fn add_runs(&mut self, tracks: &[Track]) {
        for (place, track) in tracks.iter().enumerate() {
            if let Some(last) = self.runs.last_mut()
                && last.target + last.length == track.target
                && last.owner + last.length == track.owner
            {
                last.length += 1;
                continue;
            }
            self.runs.push(Run {
                track: place,
                target: track.target,
                owner: track.owner,
                length: 1,
            });
        }
    }

    fn add_coefficients(&mut self, tracks: &[Track]) {
        let mut starts: Vec<f64> = vec![0.0];
        starts.extend(tracks.iter().flat_map(|it| it.pieces.iter().map(|piece| piece.start)));
        starts.sort_by(f64::total_cmp);
        starts.dedup_by(|later, earlier| *later - *earlier < SAME_TIME);
        self.stride = tracks.len().next_multiple_of(LANES);
        self.coefficients = vec![0.0; starts.len() * 4 * self.stride];
        for (segment, start) in starts.iter().enumerate() {
            for (place, track) in tracks.iter().enumerate() {
                let at = track.pieces.partition_point(|it| it.start <= start + SAME_TIME);
                let Some(piece) = track.pieces.get(at.saturating_sub(1)) else { continue };
                for (power, value) in piece.rebased(*start).cubic.iter().enumerate() {
                    let row = (segment * 4 + power) * self.stride;
                    self.coefficients[row + place] = *value as f32;
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

    /// Every track's value at a time within the clip. `cursor` is where the last search ended;
    /// it only saves time.
    pub(crate) fn sample(&self, time: f32, cursor: &mut usize, row: &mut [f32]) {
        let segment = self.segment(time, *cursor);
        *cursor = segment;
        let u = time - self.starts[segment];
        let n = self.stride;
        let all = &self.coefficients[segment * 4 * n..(segment + 1) * 4 * n];
        let (c0, rest) = all.split_at(n);
        let (c1, rest) = rest.split_at(n);
        let (c2, c3) = rest.split_at(n);
        let rows = c0.iter().zip(c1).zip(c2).zip(c3);
        for ((((c0, c1), c2), c3), value) in rows.zip(&mut row[..n]) {
            *value = c0 + u * (c1 + u * (c2 + u * c3));
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
        4 * (self.coefficients.len() + self.starts.len())
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

/// Fills small gaps between targets of one part of bones with tracks that are always zero.
fn bridged(tracks: Vec<Track>, space: &Space) -> Vec<Track> {
    let n_of_bones = space.colour(0);
    let mut result: Vec<Track> = Vec::with_capacity(tracks.len());
    for track in tracks {
        if let Some(last) = result.last() {
            let gap = track.target - last.target - usize::from(track.target > last.target);
            let one_part = track.target < n_of_bones
                && track.target.wrapping_sub(track.owner) == last.target.wrapping_sub(last.owner);
            if one_part && (1..=GAP_MAX).contains(&gap) {
                let (target, owner) = (last.target, last.owner);
                result.extend((1..=gap).map(|k| Track {
                    target: target + k,
                    owner: owner + k,
                    pieces: Vec::new(),
                }));
            }
        }
        result.push(track);
    }
    result
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
