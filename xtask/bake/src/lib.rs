//! Bakes the character of the landing page: what the one evaluator would compute is computed here
//! once, so that a page can play it with next to no code (`public/living/living.js`).
//!
//! - [`Cast`] is who is shown, and its rig.
//! - [`film`] lets it idle and wave, and keeps the bones' matrices frame by frame.
//! - [`body`] keeps what is ever seen of its meshes, with the turn of the head as a polynomial.
//! - [`Sheet`] packs the pictures.
//! - [`Figure`] is all of that as one file; [`Figure::posed`] says what a player makes of it.
//!
//! Everything is deterministic: the same sources give the same bytes.

pub mod body;
mod cast;
mod figure;
mod file;
pub mod film;
mod polynomial;
mod sheet;

pub use cast::Cast;
pub use figure::{Figure, Frame, Matrix, Moment, Part, TERMS, Track, Vertex};
pub use film::{Lean, Reel};
pub use sheet::{Place, Sheet};

use character::raster::{self, Picture};

/// The part of the canvas that is shown: left, top, width, height.
pub const VIEW: [f32; 4] = [24.0, 16.0, 976.0, 976.0];
/// Pixels of the pictures to a canvas unit.
pub const SCALE: f32 = 1.0;

/// All that the page needs.
#[derive(Debug)]
pub struct Baked {
    /// The figure.
    pub figure: Figure,
    /// Its pictures.
    pub sheet: Picture,
    /// The first frame, for the time before and for pages without WebGL.
    pub still: Picture,
}

/// Bakes.
///
/// # Errors
/// A sentence that says what does not fit the file.
pub fn bake() -> Result<Baked, String> {
    let mut cast = Cast::new()?;
    let reel = Reel::shoot(&cast);
    let body = body::Body::new(&mut cast, &reel);
    let sheet = Sheet::pack(&cast, &body)?;
    let still = still(&mut cast, &reel);
    let figure = figure::assemble(&cast, &body, &reel, &sheet)?;
    Ok(Baked { figure, sheet: sheet.pixels, still })
}

/// The idle loop's first frame by the reference renderer.
fn still(cast: &mut Cast, reel: &Reel) -> Picture {
    use character::geometry::{Bounds, pt};
    let [x, y, width, height] = VIEW;
    let region = Bounds { min: pt(x, y), max: pt(x + width, y + height) };
    let atlas = raster::Atlas::new(&cast.drawings, SCALE);
    let mut pose = reel.idle_start().clone();
    raster::posed(&cast.rig, &mut pose, &atlas, raster::View { region, scale: SCALE })
}
