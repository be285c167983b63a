//! The line icons of the studio; the rest is in `ui::icon`.

use leptos::prelude::*;
use ui::icon::line;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Undo,
    Redo,
    Dice,
    Open,
    Play,
    Pause,
}

impl Mark {
    pub(crate) fn view(self) -> impl IntoView {
        line(match self {
            Self::Undo => "M8 5 4 9l4 4M4 9h10a5 5 0 0 1 0 10h-4",
            Self::Redo => "m16 5 4 4-4 4M20 9H10a5 5 0 0 0 0 10h4",
            Self::Dice => "M4 4h16v16H4zM9 9h.01M15 15h.01M15 9h.01M9 15h.01M12 12h.01",
            Self::Play => "M8 5v14l11-7z",
            Self::Pause => "M8 5v14M16 5v14",
            Self::Open => "M4 6h6l2 3h8v10H4zM4 12h16",
        })
    }
}
