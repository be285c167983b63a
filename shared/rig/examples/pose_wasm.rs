//! The bench's work as functions of a WebAssembly module: `tests/bench/rig/pose.mjs` times it.

#![expect(unsafe_code, reason = "a name that is exported counts as unsafe; nothing else here is")]

#[path = "../benches/workload/mod.rs"]
#[expect(dead_code, reason = "the native bench compares, which is not timed here")]
mod workload;

use std::cell::RefCell;
use workload::{Cloth, Crowd, plain::Plain};

thread_local! {
    static CROWD: RefCell<Crowd> = RefCell::new(Crowd::new());
    static PLAIN: RefCell<Plain> = RefCell::new(Plain::new());
    static CLOTH: RefCell<Cloth> = RefCell::new(CROWD.with_borrow_mut(Cloth::new));
}

/// How many bones a frame of the crowd poses.
#[unsafe(no_mangle)]
pub extern "C" fn n_bones() -> u32 {
    CROWD.with_borrow(|it| it.n_bones() as u32)
}

/// How many vertices a frame of the cloth moves.
#[unsafe(no_mangle)]
pub extern "C" fn n_vertices() -> u32 {
    workload::N_VERTICES as u32
}

/// One frame of the crowd.
#[unsafe(no_mangle)]
pub extern "C" fn ours() -> f32 {
    CROWD.with_borrow_mut(Crowd::frame)
}

/// One frame of the same crowd, the plain way.
#[unsafe(no_mangle)]
pub extern "C" fn plain() -> f32 {
    PLAIN.with_borrow_mut(Plain::frame)
}

/// One frame of the cloth.
#[unsafe(no_mangle)]
pub extern "C" fn skin() -> f32 {
    CLOTH.with_borrow_mut(Cloth::frame)
}
