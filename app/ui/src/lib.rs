//! Parts that the programs of the page use, and the doors to the browser they share.
//!
//! `app` is what a visitor loads first; `member` and `studio` are loaded when an address of theirs is opened.
//! Each is a WebAssembly module of its own, so what they share is compiled into each: keep it small.

pub mod badge;
pub mod browser;
pub mod camera;
pub mod dialog;
pub mod empty;
pub mod icon;
pub mod photo;
pub mod segment;
pub mod switch;
pub mod toast;
pub mod vision;
pub mod words;
pub mod workers;
