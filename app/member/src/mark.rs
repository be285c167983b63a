//! The line icons of these pages; the rest is in `ui::icon`.

use leptos::prelude::*;
use ui::icon::line;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Send,
    Receive,
    Key,
    Plus,
    Print,
    Out,
    Search,
    Tap,
    Chain,
}

impl Mark {
    pub(crate) fn view(self) -> impl IntoView {
        line(match self {
            Self::Send => "M4 12h16m-6-6 6 6-6 6",
            Self::Receive => "M20 12H4m6-6-6 6 6 6",
            Self::Key => "M14 10a4 4 0 1 1-2-3.5A4 4 0 0 1 14 10zM13.5 12 21 19.5M18 16.5l-2 2",
            Self::Plus => "M12 4v16M4 12h16",
            Self::Print => "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
            Self::Out => "M14 4H5v16h9M10 12h11m-4-4 4 4-4 4",
            Self::Search => "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
            Self::Tap => "M3 10h10a5 5 0 0 1 5 5v1h-4v-1a1 1 0 0 0-1-1H3zM8 10V6M5 6h6M16 20h.01",
            Self::Chain => {
                "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"
            }
        })
    }
}
