//! Places, curves, tapered lines and clumps; noise for what must not look ruled.

mod clump;
mod line;
pub mod noise;
mod path;
mod point;
mod smooth;

pub use clump::{BELLY, Clump, FRONT_BELLY, LONG_BELLY};
pub use line::{
    CONTOUR, EVEN, HAIR_EDGE, IN, JAW, OUT, Profile, SWELL, profile_at, taper, taper_in,
};
pub use path::{Bounds, Contour, Cubic, Path};
pub use point::{Affine, Point, pt};
pub use smooth::{
    Knot, between, c, closed, mapped, normals, open, places, resample, s, sample, smooth,
};
