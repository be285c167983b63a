//! Parts that both programs of the page use, and the doors to the browser they share.
//!
//! `app` is what a visitor loads first; `member` is loaded when an address of its own is opened.
//! Each is a WebAssembly module of its own, so what both need is compiled into both: keep it small.

pub mod badge;
pub mod browser;
pub mod dialog;
pub mod empty;
pub mod icon;
pub mod segment;
pub mod switch;
pub mod toast;
