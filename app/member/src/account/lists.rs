//! Passkeys and devices.

use leptos::prelude::*;
use ui::browser;
use ui::icon::Icon;
use wire::passkey::Passkey;
use wire::session::DeviceSession;

use super::effects::Desk;
use super::state::{Act, List, Sheet, Sure};
use super::update::Message;
use crate::mark::Mark;
use crate::when;

/// A list as it is: on its way, here, or lost.
pub(super) fn shown<T: Clone>(
    list: List<T>,
    nothing: &'static str,
    row: impl Fn(T) -> AnyView,
) -> AnyView {
    match list {
        List::Coming => view! { <i class="bone row-bone"></i> }.into_any(),
        List::Lost(words) => {
            view! { <p class="wrong">{Icon::Warning.view()} <span>{words}</span></p> }.into_any()
        }
        List::Here(items) if items.is_empty() => {
            view! { <p class="s panel">{nothing}</p> }.into_any()
        }
        List::Here(items) => {
            let rows = items.into_iter().map(row).collect_view();
            view! { <ul class="things">{rows}</ul> }.into_any()
        }
    }
}

#[component]
pub(super) fn Passkeys(desk: Desk) -> impl IntoView {
    let list = desk.read(|state| state.passkeys.clone());
    view! {
        <section id="passkeys" aria-labelledby="passkeys-title">
            <div class="row sp wr">
                <h2 class="mid" id="passkeys-title">"Passkeys"</h2>
                <button class="q sm" type="button" on:click=move |_| desk.send(Message::Do(Act::AddPasskey))>
                    {Mark::Plus.view()}
                    "Add a passkey"
                </button>
            </div>
            <p class="s">"Your way in. Add one for each device, so that losing one loses nothing."</p>
            {move || {
                shown(list.get(), "There is no passkey yet.", move |it| passkey(desk, it).into_any())
            }}
        </section>
    }
}

fn passkey(desk: Desk, it: Passkey) -> impl IntoView {
    let used = it.last_used_at.as_deref().map_or("never used to sign in".to_owned(), |at| {
        format!("last used {}", when::distance(at, browser::now_ms()))
    });
    let rename = Sheet::PasskeyName { id: it.id.clone(), name: it.name.clone() };
    let remove = Sheet::Sure(Box::new(Sure {
        title: format!("Remove “{}”?", it.name),
        words: "It will not open this account any more. The passkey itself stays on your device until you delete it there.",
        word: "Remove it",
        act: Act::RemovePasskey(it.id),
    }));
    let (edit_name, remove_name) = (format!("Rename {}", it.name), format!("Remove {}", it.name));
    view! {
        <li>
            {Mark::Key.view()}
            <div class="what">
                <span class="strong">{it.name}</span>
                <span class="xs">
                    {it.backed_up.then_some("Synced by your device’s maker, ")} {used}
                    ", added " {when::day(&it.created_at)}
                </span>
            </div>
            <div class="acts">
                <button class="ib" type="button" aria-label=edit_name title="Rename" on:click=move |_| desk.send(Message::Show(rename.clone()))>
                    {Icon::Brush.view()}
                </button>
                <button class="ib" type="button" aria-label=remove_name title="Remove" on:click=move |_| desk.send(Message::Show(remove.clone()))>
                    {Icon::Trash.view()}
                </button>
            </div>
        </li>
    }
}

#[component]
pub(super) fn Devices(desk: Desk) -> impl IntoView {
    let list = desk.read(|state| state.sessions.clone());
    let has_others =
        desk.read(|state| matches!(&state.sessions, List::Here(items) if items.len() > 1));
    let end = move |_| desk.send(Message::Do(Act::EndOthers));
    view! {
        <section id="devices" aria-labelledby="devices-title">
            <div class="row sp wr">
                <h2 class="mid" id="devices-title">"Devices"</h2>
                {move || has_others.get().then(|| view! {
                    <button class="q sm soft" type="button" on:click=end>"Sign out everywhere else"</button>
                })}
            </div>
            <p class="s">"Where you are signed in. Sign out what you do not know."</p>
            {move || shown(list.get(), "No device is signed in.", move |it| device(desk, it).into_any())}
        </section>
    }
}

fn device(desk: Desk, it: DeviceSession) -> impl IntoView {
    let began = match it.opened_by.as_str() {
        "sign_up" => "Signed up here",
        "recovery" => "Came in with a recovery code",
        "discord" => "Came in with Discord",
        _ => "Came in with a passkey",
    };
    let seen = when::distance(&it.last_seen_at, browser::now_ms());
    let name = format!("Sign out {}", it.device);
    let id = it.id;
    let act = if it.current {
        view! { <span class="tag green">"This device"</span> }.into_any()
    } else {
        view! {
            <button class="q sm soft" type="button" aria-label=name on:click=move |_| desk.send(Message::Do(Act::EndSession(id.clone())))>
                "Sign out"
            </button>
        }
        .into_any()
    };
    view! {
        <li>
            <div class="what">
                <span class="strong">{it.device}</span>
                <span class="xs">{began} ", last seen " {seen} ", ends " {when::day(&it.expires_at)}</span>
            </div>
            <div class="acts">{act}</div>
        </li>
    }
}
