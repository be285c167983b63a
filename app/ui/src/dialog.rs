//! A sheet laid on top: the browser's own dialog, with our fold.

use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;

use crate::browser::disregard;
use crate::icon::Icon;

/// A dialog that is open as long as it is in the view. `close` hears of every way out: the button, the
/// Escape key, the browser's own gesture.
#[component]
pub fn Dialog(
    /// Its heading.
    #[prop(into)]
    title: String,
    /// For two things side by side.
    #[prop(optional)]
    wide: bool,
    /// The word on the button that leaves without doing anything.
    #[prop(optional)]
    leave: Option<&'static str>,
    /// Whether Escape is not enough to leave: what is on it is shown this once.
    #[prop(optional)]
    stays: bool,
    /// Takes the dialog out of the view.
    close: impl Fn() + Copy + 'static,
    /// What lies on the sheet.
    children: Children,
) -> impl IntoView {
    let sheet = NodeRef::<DialogElement>::new();
    Effect::new(move |_| {
        if let Some(sheet) = sheet.get() {
            // After this frame: a dialog can only be shown when it is in the page.
            request_animation_frame(move || disregard(sheet.show_modal()));
        }
    });
    view! {
        <dialog
            class=if wide { "sheet wide" } else { "sheet" }
            node_ref=sheet
            aria-labelledby="dialog-title"
            on:cancel=move |event: web_sys::Event| {
                if stays {
                    event.prevent_default();
                }
            }
            on:close=move |_| close()
        >
            <div class="fold violet">
                <div class="body">
                    <h2 id="dialog-title">{title}</h2>
                    {children()}
                    <div class="row">
                        <button class="q soft sm" type="button" on:click=move |_| close()>
                            {Icon::Cross.view()}
                            {leave.unwrap_or("Close")}
                        </button>
                    </div>
                </div>
            </div>
        </dialog>
    }
}
