//! The line icons, 24 by 24, stroked in the colour of the text beside them.

use leptos::prelude::*;

/// The icons of the page that everyone loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "an icon is its name")]
pub enum Icon {
    Arrows,
    Bolt,
    Brush,
    Camera,
    Check,
    Clock,
    Copy,
    Cross,
    Download,
    Eye,
    Lock,
    Offline,
    Picture,
    Share,
    Trash,
    Turn,
    Upload,
    Warning,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Arrows => "M8 7 3 12l5 5M16 7l5 5-5 5",
            Self::Bolt => "M13 3 5 14h6l-1 7 8-11h-6z",
            Self::Brush => "M20 4 10 14M20 4l-4 9-3 3-5-5 3-3zM8 13c-3 0-3 3-5 5 3 1 8 0 8-3",
            Self::Camera => "M3 8h3l2-3h8l2 3h3v11H3zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z",
            Self::Check => "m4 12 5 6L20 6",
            Self::Clock => "M12 21a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 9v4l3 2M9 2h6",
            Self::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
            Self::Cross => "M5 5l14 14M19 5 5 19",
            Self::Download => "M12 4v12m-5-5 5 5 5-5M4 20h16",
            Self::Eye => {
                "M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"
            }
            Self::Lock => "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3",
            Self::Offline => {
                "M4 4l16 16M3 10a13 13 0 0 1 5-3.2M12 6a13 13 0 0 1 9 4M6.5 13.8a8 8 0 0 1 4-2.2\
                 M15 12.2a8 8 0 0 1 2.5 1.6M12 18.5v.2"
            }
            Self::Picture => "M4 4h16v16H4zM4 17l5-5 4 4 3-3 4 4M9 9h.01",
            Self::Share => "M12 14V3m-4 4 4-4 4 4M5 11v9h14v-9",
            Self::Trash => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
            Self::Turn => "M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5",
            Self::Upload => "M12 16V4m-5 5 5-5 5 5M4 20h16",
            Self::Warning => "M12 4 2 20h20zM12 10v5M12 17.5v.5",
        }
    }

    /// The icon, for the eye only: the word stands beside it.
    pub fn view(self) -> impl IntoView {
        line(self.path())
    }
}

/// An icon of these lines, for parts that bring their own.
pub fn line(path: &'static str) -> impl IntoView {
    view! {
        <svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d=path /></svg>
    }
}
