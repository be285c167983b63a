//! One line and one action, for six seconds, at the foot of the page.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::icon::Icon;

/// How long a toast stays once nobody points at it.
const STAY_MS: i32 = 6_000;
/// How often a toast looks whether it may go.
const BEAT_MS: i32 = 500;

/// How it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// It worked.
    Done,
    /// It did not, or not quite.
    Warning,
}

/// What pressing the toast's word does.
#[derive(Clone)]
pub enum Act {
    /// Leads to an address of ours.
    Follow(&'static str),
    /// Owned by the toast: what made the toast may be gone when it is pressed.
    Run(Arc<dyn Fn() + Send + Sync>),
}

/// One line, and one way on.
#[derive(Clone)]
pub struct Toast {
    mood: Mood,
    text: String,
    action: Option<(Act, &'static str)>,
    /// Stays until it is answered.
    stays: bool,
}

/// Two toasts are the same when they say the same: the newer one replaces the older.
impl PartialEq for Toast {
    fn eq(&self, other: &Self) -> bool {
        self.mood == other.mood && self.text == other.text
    }
}

impl std::fmt::Debug for Toast {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?}: {}", self.mood, self.text)
    }
}

impl Toast {
    /// Says that something worked.
    pub fn done(text: String) -> Self {
        Self { mood: Mood::Done, text, action: None, stays: false }
    }

    /// Says that something did not.
    pub fn warning(text: String) -> Self {
        Self { mood: Mood::Warning, ..Self::done(text) }
    }

    /// With a word that leads somewhere.
    pub fn leading(self, href: &'static str, word: &'static str) -> Self {
        Self { action: Some((Act::Follow(href), word)), ..self }
    }

    /// With a word that does something.
    pub fn offering(self, run: impl Fn() + Send + Sync + 'static, word: &'static str) -> Self {
        Self { action: Some((Act::Run(Arc::new(run)), word)), ..self }
    }

    /// Stays until it is answered.
    pub fn staying(self) -> Self {
        Self { stays: true, ..self }
    }
}

/// The toasts that can be seen, at most three.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<(u32, Toast)>>,
    next: StoredValue<u32>,
}

const TOASTS_MAX: usize = 3;

impl Toasts {
    /// None yet.
    #[expect(clippy::new_without_default, reason = "it makes signals, which a default should not")]
    pub fn new() -> Self {
        Self { shown: RwSignal::new(vec![]), next: StoredValue::new(0) }
    }

    /// Shows one more; the oldest goes when there are too many.
    pub fn show(self, toast: Toast) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.shown.update(|shown| {
            shown.retain(|(_, other)| *other != toast);
            shown.push((id, toast));
            if shown.len() > TOASTS_MAX {
                shown.remove(0);
            }
        });
    }

    fn hide(self, id: u32) {
        self.shown.update(|shown| shown.retain(|(other, _)| *other != id));
    }
}

/// The place where the toasts are shown.
#[component]
pub fn ToastRack(
    /// Those that can be seen.
    toasts: Toasts,
) -> impl IntoView {
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|(id, _)| *id let:entry>
                <Slip toasts id=entry.0 toast=entry.1 />
            </For>
        </div>
    }
}

#[component]
fn Slip(toasts: Toasts, id: u32, toast: Toast) -> impl IntoView {
    let held = StoredValue::new(false);
    let hold = move |on: bool| held.set_value(on);
    if !toast.stays {
        spawn_local(async move {
            let mut left_ms = STAY_MS;
            while left_ms > 0 {
                browser::pause(BEAT_MS).await;
                match held.try_get_value() {
                    Some(false) => left_ms -= BEAT_MS,
                    Some(true) => left_ms = STAY_MS,
                    None => return,
                }
            }
            toasts.hide(id);
        });
    }
    let (colour, icon) = match toast.mood {
        Mood::Done => ("toast fold green", Icon::Check),
        Mood::Warning => ("toast fold coral", Icon::Warning),
    };
    let action = toast.action.map(|(act, word)| match act {
        Act::Follow(href) => {
            view! { <a class="tl s" href=href on:click=move |_| toasts.hide(id)>{word}</a> }
                .into_any()
        }
        Act::Run(run) => {
            let press = move |_| {
                toasts.hide(id);
                run();
            };
            view! { <button class="tl s" type="button" on:click=press>{word}</button> }.into_any()
        }
    });
    view! {
        <div
            class=colour
            on:mouseenter=move |_| hold(true)
            on:mouseleave=move |_| hold(false)
            on:focusin=move |_| hold(true)
            on:focusout=move |_| hold(false)
        >
            {icon.view()}
            <span class="words">{toast.text}</span>
            {action}
        </div>
    }
}
