//! The performer: a worker that moves a character and draws it on a canvas of the page.
//!
//! The page gives it a canvas and says what to perform; the studio's artist draws the characters.
//! It knows neither pages nor drawings.
//!
//! - [`play`] is what is performed: rig, actor, scene. It needs no card, no clock and no browser.
//! - `door` is where `worker.js` hands the page's messages in.
//! - `card` is the canvas with a device behind it: WebGPU on a graphics card, else WebGL2.
//! - `show` brings play and card together, frame by frame, and only while something changes. When
//!   the card is lost it opens another one, once.
//! - `proof` answers the journeys: what a processor draws of the same scene, and a lost card.

#[cfg(target_arch = "wasm32")]
mod card;
mod cast;
#[cfg(target_arch = "wasm32")]
pub mod door;
pub mod play;
#[cfg(target_arch = "wasm32")]
mod proof;
#[cfg(target_arch = "wasm32")]
mod show;
#[cfg(target_arch = "wasm32")]
mod talk;
