//! A sheet laid on top: the browser's own dialog, with our fold.

use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;

use super::icon::Icon;
use crate::browser::disregard;

#[component]
pub(crate) fn Dialog(
    title: &'static str,
    #[prop(optional)] wide: bool,
    close: impl Fn() + Copy + 'static,
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
            on:close=move |_| close()
        >
            <div class="fold violet">
                <div class="body">
                    <h2 id="dialog-title">{title}</h2>
                    {children()}
                    <div class="row">
                        <button class="q soft sm" type="button" on:click=move |_| close()>
                            {Icon::Cross.view()}
                            "Close"
                        </button>
                    </div>
                </div>
            </div>
        </dialog>
    }
}
