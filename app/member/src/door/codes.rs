//! Recovery codes: shown once, with three ways to keep them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser::{self, disregard};
use ui::dialog::Dialog;
use ui::icon::Icon;
use wasm_bindgen_futures::JsFuture;

use crate::mark::Mark;

/// The ten codes. Leaving needs the word that they are kept.
#[component]
pub(crate) fn CodesDialog(
    username: String,
    codes: Vec<String>,
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let text = StoredValue::new(file(&username, &codes));
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        spawn_local(async move {
            let clipboard = browser::window().navigator().clipboard();
            let written = JsFuture::from(clipboard.write_text(&text.get_value())).await;
            disregard(is_copied.try_set(written.is_ok()).map_or(Ok(()), Err));
        });
    };
    let save = move |_| {
        let bytes = js_sys::Uint8Array::from(text.get_value().as_bytes());
        if let Ok(blob) = browser::blob(&bytes, "text/plain") {
            browser::download(&blob, "digigami-recovery-codes.txt");
        }
    };
    let list = codes.into_iter().map(|code| view! { <li class="mono">{code}</li> }).collect_view();
    view! {
        <Dialog title="Keep these ten codes." leave="I have kept them" close>
            <p class="s">
                "If every passkey is lost, one of them lets you back in. Each works once. They are shown this one time; nobody can look them up, not even we."
            </p>
            <ol class="codes">{list}</ol>
            <div class="row wr no-print">
                <button class="q sm" type="button" on:click=copy>
                    {Icon::Copy.view()}
                    {move || if is_copied.get() { "Copied" } else { "Copy" }}
                </button>
                <button class="q sm" type="button" on:click=save>
                    {Icon::Download.view()}
                    "Download"
                </button>
                <button class="q sm" type="button" on:click=|_| disregard(browser::window().print())>
                    {Mark::Print.view()}
                    "Print"
                </button>
            </div>
        </Dialog>
    }
}

fn file(username: &str, codes: &[String]) -> String {
    format!(
        "Digigami: recovery codes of @{username}\nEach works once, at /account, \
         with “Use a recovery code”.\n\n{}\n",
        codes.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::file;

    #[test]
    fn the_file_says_what_it_is_for() {
        let text = file("sora", &["aaaa-bbbb".into(), "cccc-dddd".into()]);
        assert!(text.starts_with("Digigami: recovery codes of @sora\n"));
        assert!(text.ends_with("\n\naaaa-bbbb\ncccc-dddd\n"));
    }
}
