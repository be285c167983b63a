//! A sheet laid on top: the browser's own dialog, with our fold.

use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;

use crate::browser::{self, disregard};
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
    give_back_focus(browser::focused());
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
                // The page is told at once: the browser's own closing tells it some moments later, and a
                // dialog that was asked for meanwhile would go with this one.
                event.prevent_default();
                if !stays {
                    close();
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

/// Gives the keyboard back to what had it, once the caller's view is gone: a dialog that is taken out of
/// the page takes the focus with it.
fn give_back_focus(holder: Option<web_sys::HtmlElement>) {
    let holder = StoredValue::new_local(holder);
    on_cleanup(move || {
        let Some(holder) = holder.try_get_value().flatten() else { return };
        // After this frame: by then the dialog is out of the page, and no longer before the holder.
        request_animation_frame(move || {
            if browser::focused().is_none() && holder.is_connected() {
                disregard(holder.focus());
            }
        });
    });
}
