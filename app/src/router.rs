//! Every address of the page, and what all of them share.

use leptos::portal::Portal;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::browser;
use crate::gallery::Gallery;
use crate::landing::Landing;
use crate::missing::Missing;
use crate::portrait::{Desk, PortraitPage};
use crate::privacy::Privacy;
use crate::programs::Elsewhere;
use crate::ui::footer::Footer;
use crate::ui::header::HeaderLife;
use crate::ui::notices::{OfflineNotice, watch_versions};
use crate::ui::toast::{ToastRack, Toasts};

#[component]
pub(crate) fn App() -> impl IntoView {
    let toasts = Toasts::new();
    provide_context(toasts);
    // Lives above the pages: a portrait is still there after a look at the gallery.
    provide_context(Desk::new(toasts));
    watch_versions(toasts);
    let below = browser::by_id::<web_sys::Element>("below");
    view! {
        <Router>
            <HeaderLife />
            <Routes fallback=Missing>
                <Route path=path!("/") view=Landing />
                <Route path=path!("/portrait") view=PortraitPage />
                <Route path=path!("/gallery") view=Gallery />
                <Route path=path!("/privacy") view=Privacy />
                <Route path=path!("/:area/:page?") view=Elsewhere />
            </Routes>
            {below
                .map(|below| {
                    view! {
                        <Portal mount=below>
                            <Footer />
                            <OfflineNotice />
                            <ToastRack toasts />
                        </Portal>
                    }
                })}
        </Router>
    }
}

/// Names the page in the tab and for search engines.
pub(crate) fn title(words: &str) {
    browser::document().set_title(words);
}
