//! The figure as a file, `figure.bin`: gzip over a head in JSON and plain numbers behind it, laid
//! out so that the page hands them to its card as they are.
//!
//! Little endian. `u32` length of the head, the head, spaces to a multiple of 4. Then, each padded to
//! a multiple of 4: places at rest (2 × i16, 1/16 unit), places in the sheet (2 × u16, 1/65535),
//! bones (4 × u8), weights (4 × u16, 1/65535), the turn's terms (5 × [x, y] i16, 1/16 unit), closing
//! (2 × i16, 1/16 unit); corners (u16); leans and tracks (i16). A matrix is a, b, c, d in 1/8192
//! and tx, ty in 1/8 unit. A frame of a track is its turn (2 × i16, 1/8192), its matrices and its
//! opacities (i16, 1/255); every number but those of the first frame is what it is more than in the
//! frame before, for that packs well.

use crate::figure::{Figure, Frame, Matrix, Part, TERMS, Track, Vertex};
use crate::film::Lean;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};

/// Raised whenever the layout changes; the page plays no other.
pub(crate) const VERSION: u32 = 1;
/// Parts of a unit: places, a matrix' shifts, bends.
const PLACE: f32 = 16.0;
const SHIFT: f32 = 8.0;
const OFFSET: f32 = 16.0;
/// Parts of one, in matrices and turns.
const FACTOR: f32 = 8192.0;
const SHARE: f32 = 65535.0;
/// Shares are rounded to multiples of so many of those parts: what is finer than a sixteenth of a
/// pixel packs badly and shows nowhere.
const COARSE: f32 = 2.0;
const COARSE_WEIGHT: u16 = 8;

#[derive(Serialize, Deserialize)]
struct Head {
    version: u32,
    view: [f32; 4],
    bones: usize,
    vertices: usize,
    corners: usize,
    leans: usize,
    parts: Vec<Part>,
    tracks: Vec<TrackHead>,
}

#[derive(Serialize, Deserialize)]
struct TrackHead {
    name: String,
    fps: usize,
    frames: usize,
}

impl Figure {
    /// The file.
    ///
    /// # Errors
    /// A number is too large for its place, or packing failed.
    pub fn to_bytes(&self) -> Result<Vec<u8>, String> {
        let tracks = self.tracks.iter().map(|it| TrackHead {
            name: it.name.clone(),
            fps: it.fps,
            frames: it.frames.len(),
        });
        let head = Head {
            version: VERSION,
            view: self.view,
            bones: self.leans.first().map_or(0, Vec::len),
            vertices: self.vertices.len(),
            corners: 3 * self.triangles.len(),
            leans: self.leans.len(),
            parts: self.parts.clone(),
            tracks: tracks.collect(),
        };
        let mut text = serde_json::to_vec(&head).map_err(|error| error.to_string())?;
        text.resize(text.len().next_multiple_of(4), b' ');
        let mut out = Out(Vec::new());
        out.0.extend((text.len() as u32).to_le_bytes());
        out.0.extend(text);
        self.put_vertices(&mut out)?;
        for lean in self.leans.iter().flatten() {
            out.matrix(lean)?;
        }
        out.pad();
        for track in &self.tracks {
            put_track(track, &mut out)?;
        }
        let mut packed = GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&out.0).map_err(|error| error.to_string())?;
        packed.finish().map_err(|error| error.to_string())
    }

    fn put_vertices(&self, out: &mut Out) -> Result<(), String> {
        for vertex in &self.vertices {
            out.signed(&vertex.at, PLACE)?;
        }
        for vertex in &self.vertices {
            out.shares(&vertex.uv, COARSE)?;
        }
        out.0.extend(self.vertices.iter().flat_map(|it| it.bones));
        for vertex in &self.vertices {
            out.weights(&vertex.weights);
        }
        for vertex in &self.vertices {
            for [x, y] in (0..TERMS).map(|term| vertex.turn.map(|axis| axis[term])) {
                out.signed(&[x, y], OFFSET)?;
            }
        }
        for vertex in &self.vertices {
            out.signed(&vertex.close, OFFSET)?;
        }
        for corner in self.triangles.iter().flatten() {
            out.0.extend(corner.to_le_bytes());
        }
        out.pad();
        Ok(())
    }

    /// Reads a file of [`Figure::to_bytes`].
    ///
    /// # Errors
    /// It is torn, or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let mut all = Vec::new();
        GzDecoder::new(bytes).read_to_end(&mut all).map_err(|error| error.to_string())?;
        let mut rest = In(&all);
        let length = u32::from_le_bytes(rest.take::<4>()?) as usize;
        let (text, numbers) = rest.0.split_at_checked(length).ok_or("the file is torn")?;
        let head: Head = serde_json::from_slice(text).map_err(|error| error.to_string())?;
        if head.version != VERSION {
            return Err(format!("version {}, not {VERSION}", head.version));
        }
        rest = In(numbers);
        let vertices = rest.vertices(head.vertices)?;
        let mut triangles = Vec::with_capacity(head.corners / 3);
        for _ in 0..head.corners / 3 {
            triangles.push([rest.u16()?, rest.u16()?, rest.u16()?]);
        }
        rest.skip_padding(2 * head.corners)?;
        let mut leans = Vec::with_capacity(Lean::ALL.len());
        for _ in 0..head.leans {
            leans.push(rest.matrices(head.bones)?);
        }
        rest.skip_padding(12 * head.bones * head.leans)?;
        let mut tracks = Vec::with_capacity(head.tracks.len());
        for track in head.tracks {
            tracks.push(rest.track(track, head.bones, head.parts.len())?);
        }
        Ok(Self { view: head.view, parts: head.parts, vertices, triangles, leans, tracks })
    }
}

fn put_track(track: &Track, out: &mut Out) -> Result<(), String> {
    let mut before: Vec<i16> = Vec::new();
    for frame in &track.frames {
        let mut row = Out(Vec::new());
        row.signed(&frame.turn, FACTOR)?;
        for matrix in &frame.bones {
            row.matrix(matrix)?;
        }
        let alphas = frame.alphas.iter().flat_map(|it| i16::from(*it).to_le_bytes());
        row.0.extend(alphas);
        let now: Vec<i16> =
            row.0.as_chunks().0.iter().map(|pair| i16::from_le_bytes(*pair)).collect();
        before.resize(now.len(), 0);
        for (now, before) in now.iter().zip(&before) {
            out.0.extend(now.wrapping_sub(*before).to_le_bytes());
        }
        before = now;
    }
    out.pad();
    Ok(())
}

struct Out(Vec<u8>);

impl Out {
    fn pad(&mut self) {
        self.0.resize(self.0.len().next_multiple_of(4), 0);
    }

    fn signed(&mut self, values: &[f32], unit: f32) -> Result<(), String> {
        for value in values {
            let scaled = (value * unit).round();
            if !(-32768.0..=32767.0).contains(&scaled) {
                return Err(format!("{value} is too large for its place in the file"));
            }
            self.0.extend((scaled as i16).to_le_bytes());
        }
        Ok(())
    }

    fn shares(&mut self, values: &[f32], coarse: f32) -> Result<(), String> {
        for value in values {
            // A mesh's outermost vertices may lie a hair outside of the sheet's used part.
            if !(-0.01..=1.01).contains(value) {
                return Err(format!("{value} is not between 0 and 1"));
            }
            let parts = (value.clamp(0.0, 1.0) * SHARE / coarse).round() * coarse;
            self.0.extend((parts.min(SHARE) as u16).to_le_bytes());
        }
        Ok(())
    }

    /// Coarse, but for the first one, which takes what is left: they sum to one, or a vertex would
    /// shrink towards the corner of the canvas.
    fn weights(&mut self, [_, more @ ..]: &[f32; 4]) {
        let coarse =
            |it: &f32| (it * SHARE / f32::from(COARSE_WEIGHT)).round() as u16 * COARSE_WEIGHT;
        let more: Vec<u16> = more.iter().map(coarse).collect();
        let first = u16::MAX - more.iter().sum::<u16>();
        for weight in [first].iter().chain(&more) {
            self.0.extend(weight.to_le_bytes());
        }
    }

    fn matrix(&mut self, matrix: &Matrix) -> Result<(), String> {
        self.signed(&matrix[..4], FACTOR)?;
        self.signed(&matrix[4..], SHIFT)
    }
}

struct In<'a>(&'a [u8]);

impl In<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], String> {
        let (first, rest) = self.0.split_first_chunk().ok_or("the file is torn")?;
        self.0 = rest;
        Ok(*first)
    }

    /// After so many bytes.
    fn skip_padding(&mut self, n_bytes: usize) -> Result<(), String> {
        for _ in n_bytes..n_bytes.next_multiple_of(4) {
            self.take::<1>()?;
        }
        Ok(())
    }

    fn u16(&mut self) -> Result<u16, String> {
        Ok(u16::from_le_bytes(self.take()?))
    }

    fn signed<const N: usize>(&mut self, unit: f32) -> Result<[f32; N], String> {
        let mut values = [0.0; N];
        for value in &mut values {
            *value = f32::from(i16::from_le_bytes(self.take()?)) / unit;
        }
        Ok(values)
    }

    fn shares<const N: usize>(&mut self) -> Result<[f32; N], String> {
        let mut values = [0.0; N];
        for value in &mut values {
            *value = f32::from(self.u16()?) / SHARE;
        }
        Ok(values)
    }

    fn matrices(&mut self, n_bones: usize) -> Result<Vec<Matrix>, String> {
        let matrix = |_| {
            let [a, b, c, d] = self.signed(FACTOR)?;
            let [tx, ty] = self.signed(SHIFT)?;
            Ok([a, b, c, d, tx, ty])
        };
        (0..n_bones).map(matrix).collect()
    }

    fn vertices(&mut self, n: usize) -> Result<Vec<Vertex>, String> {
        let mut all = vec![Vertex::default(); n];
        for vertex in &mut all {
            vertex.at = self.signed(PLACE)?;
        }
        for vertex in &mut all {
            vertex.uv = self.shares()?;
        }
        for vertex in &mut all {
            vertex.bones = self.take()?;
        }
        for vertex in &mut all {
            vertex.weights = self.shares()?;
        }
        for vertex in &mut all {
            for term in 0..TERMS {
                let [x, y] = self.signed(OFFSET)?;
                (vertex.turn[0][term], vertex.turn[1][term]) = (x, y);
            }
        }
        for vertex in &mut all {
            vertex.close = self.signed(OFFSET)?;
        }
        Ok(all)
    }

    fn track(&mut self, head: TrackHead, n_bones: usize, n_parts: usize) -> Result<Track, String> {
        let mut before = vec![0_i16; 2 + 6 * n_bones + n_parts];
        let mut frames = Vec::with_capacity(head.frames);
        for _ in 0..head.frames {
            let mut bytes = Vec::with_capacity(2 * before.len());
            for value in &mut before {
                *value = value.wrapping_add(i16::from_le_bytes(self.take()?));
                bytes.extend(value.to_le_bytes());
            }
            let mut row = In(&bytes);
            let turn = row.signed(FACTOR)?;
            let bones = row.matrices(n_bones)?;
            let alphas = row.0.chunks(2).map(|pair| pair[0]).collect();
            frames.push(Frame { bones, turn, alphas });
        }
        self.skip_padding(2 * before.len() * head.frames)?;
        Ok(Track { name: head.name, fps: head.fps, frames })
    }
}
