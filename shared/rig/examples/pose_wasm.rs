//! The bench's work as functions of a WebAssembly module: `tests/bench/rig/pose.mjs` times it.

#![expect(unsafe_code, reason = "a name that is exported counts as unsafe; nothing else here is")]

#[path = "../benches/workload/comparable.rs"]
mod comparable;
#[path = "../benches/workload/mod.rs"]
mod workload;

use comparable::comparable;
use std::cell::RefCell;
use workload::{Cloth, Crowd, plain::Plain};

thread_local! {
    static CROWD: RefCell<Crowd> = RefCell::new(Crowd::new());
    static PLAIN: RefCell<Plain> = RefCell::new(Plain::new());
    static RACE: RefCell<Crowd> = RefCell::new(Crowd::of(&comparable()));
    static CLOTH: RefCell<Cloth> = RefCell::new(RACE.with_borrow_mut(Cloth::new));
    /// What was last given away as bytes.
    static GIVEN: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Keeps bytes until the next ones are given; says where they are.
fn give(bytes: Vec<u8>) -> *const u8 {
    GIVEN.replace(bytes);
    GIVEN.with_borrow(Vec::as_ptr)
}

/// How many bytes were last given.
#[unsafe(no_mangle)]
pub extern "C" fn n_given() -> usize {
    GIVEN.with_borrow(Vec::len)
}

/// The skeleton of the race, as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn race_skeleton() -> *const u8 {
    give(serde_json::to_vec(&comparable()).expect("a skeleton can be written"))
}

/// The matrices of the race's figure at a time, six numbers a bone.
#[unsafe(no_mangle)]
pub extern "C" fn race_world(time: f32) -> *const u8 {
    let world = RACE.with_borrow_mut(|it| it.world(time));
    let numbers = world.iter().flat_map(|it| [it.a, it.b, it.c, it.d, it.tx, it.ty]);
    give(numbers.flat_map(f32::to_le_bytes).collect())
}

/// The same matrices at rest.
#[unsafe(no_mangle)]
pub extern "C" fn race_rest() -> *const u8 {
    let world = RACE.with_borrow(|it| it.rig.rest_world().to_vec());
    let numbers = world.iter().flat_map(|it| [it.a, it.b, it.c, it.d, it.tx, it.ty]);
    give(numbers.flat_map(f32::to_le_bytes).collect())
}

/// The cloth: places at rest (two numbers a vertex), bones (four), weights (four), or places now.
#[unsafe(no_mangle)]
pub extern "C" fn cloth(part: u32) -> *const u8 {
    let numbers = |of: &[[f32; 2]]| of.iter().flatten().flat_map(|it| it.to_le_bytes()).collect();
    CLOTH.with_borrow(|it| {
        give(match part {
            0 => numbers(&it.rest),
            1 => it.bones.iter().flatten().flat_map(|it| it.to_le_bytes()).collect(),
            2 => it.weights.iter().flatten().flat_map(|it| it.to_le_bytes()).collect(),
            _ => numbers(&it.moved),
        })
    })
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

/// One frame of the crowd of figures that all runtimes can pose.
#[unsafe(no_mangle)]
pub extern "C" fn race() -> f32 {
    RACE.with_borrow_mut(Crowd::frame)
}

/// One frame of the cloth.
#[unsafe(no_mangle)]
pub extern "C" fn skin() -> f32 {
    CLOTH.with_borrow_mut(Cloth::frame)
}
