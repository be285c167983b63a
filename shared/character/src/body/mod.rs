//! The figure below the head: joints, and later limbs, hands and neck.

pub mod joints;
