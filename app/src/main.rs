//! The page: makes a portrait out of a photo, on the visitor's own device.
//!
//! It knows the browser and the messages of its workers, and nothing of networks or databases.
//! Each feature has a folder; a click goes component, message, `update`, effect (DESIGN §3.3).

#![expect(unreachable_pub, reason = "the component macro writes `pub` for its own parts")]

mod account;
mod database;
mod gallery;
mod landing;
mod missing;
mod packs;
mod portrait;
mod privacy;
mod programs;
mod router;
mod styles;
mod ui;

use ::ui::browser;

fn main() {
    console_error_panic_hook::set_once();
    ui::header::wire_theme_button();
    ::ui::badge::show(::ui::badge::Badge::kept().as_ref());
    let Some(page) = browser::by_id("page") else { return };
    // The page lives as long as its tab.
    leptos::mount::mount_to(page, router::App).forget();
}
