//! The figure below the head: joints, limbs, hands, neck and trunk.

pub mod arm;
pub mod hand;
pub mod joints;
pub mod leg;
pub mod limb;
pub mod piece;
pub mod ribbon;
pub mod shoe;
pub(crate) mod tool;
pub mod trim;
pub mod trunk;

/// Knots written as in a sketch book: `knots![430 690 c, 384 714]`; `c` marks a corner.
macro_rules! knots {
    (@knot $x:literal $y:literal) => { crate::geometry::s($x as f32, $y as f32) };
    (@knot $x:literal $y:literal c) => { crate::geometry::c($x as f32, $y as f32) };
    ($($x:literal $y:literal $($corner:ident)?),* $(,)?) => {
        [$($crate::body::knots!(@knot $x $y $($corner)?)),*]
    };
}
/// Places written as in a sketch book: `points![430 690, 384 714]`.
macro_rules! points {
    ($($x:literal $y:literal),* $(,)?) => {
        [$(crate::geometry::pt($x as f32, $y as f32)),*]
    };
}
pub(crate) use {knots, points};
