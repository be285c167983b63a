//! The account: who one is here, and everything that opens its door.

mod effects;
mod keys;
mod lists;
mod profile;
mod sheets;
mod state;
mod update;

use leptos::prelude::*;
use ui::icon::Icon;

use crate::area::{MembersOnly, title};
use crate::mark::Mark;
use effects::Desk;
use keys::{Agents, Keys};
use lists::{Devices, Passkeys};
use profile::Profile;
use sheets::Sheets;
use state::{Act, Sheet, Sure};
use update::Message;

/// The parts of the page, as its own navigation names them.
const PARTS: [(&str, &str); 7] = [
    ("profile", "Profile"),
    ("passkeys", "Passkeys"),
    ("codes", "Recovery codes"),
    ("devices", "Devices"),
    ("keys", "API keys"),
    ("agents", "Agents"),
    ("data", "Your data"),
];

/// The page.
#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    title("Account: Digigami");
    view! {
        <MembersOnly heading="A name and a passkey." brings="Keep your portraits, hold tokens, have a vote. It takes two clicks.">
            <Inside />
        </MembersOnly>
    }
}

#[component]
fn Inside() -> impl IntoView {
    let desk = Desk::open();
    let links = PARTS
        .map(|(id, word)| view! { <li><a href=format!("/account#{id}")>{word}</a></li> })
        .collect_view();
    let must_add =
        Memo::new(move |_| desk.page.session.account().is_some_and(|it| it.must_add_passkey));
    view! {
        <div class="wrap app account">
            <div class="hd">
                <h1>"Account"</h1>
                <button class="q soft sm" type="button" on:click=move |_| desk.send(Message::Do(Act::SignOut))>
                    {Mark::Out.view()}
                    "Sign out"
                </button>
            </div>
            <div class="beside">
                <nav class="parts" aria-label="Parts of the account">
                    <ul>{links}</ul>
                </nav>
                <div class="sections">
                    {move || must_add.get().then(|| view! { <AddPasskeyFirst desk /> })}
                    <Profile desk />
                    <Passkeys desk />
                    <Codes desk />
                    <Devices desk />
                    <Keys desk />
                    <Agents desk />
                    <Data desk />
                </div>
            </div>
            <Sheets desk />
        </div>
    }
}

#[component]
fn AddPasskeyFirst(desk: Desk) -> impl IntoView {
    view! {
        <div class="card fold gold note" role="status">
            <h2>"Make a new passkey now."</h2>
            <p class="s">"You came in with a recovery code. Until a passkey is added, nothing else can be changed."</p>
            <div class="row">
                <button class="b sm" type="button" on:click=move |_| desk.send(Message::Do(Act::AddPasskey))>
                    {Mark::Key.view()}
                    "Add a passkey"
                </button>
            </div>
        </div>
    }
}

#[component]
fn Codes(desk: Desk) -> impl IntoView {
    let n_left =
        Memo::new(move |_| desk.page.session.account().map_or(0, |it| it.recovery_codes_left));
    let ask = move |_| {
        desk.send(Message::Show(Sheet::Sure(Box::new(Sure {
            title: "Make ten new codes?".into(),
            words: "The ten from before are of no use any more. Your device will ask that it is you.",
            word: "Make new codes",
            act: Act::MakeCodes,
        }))));
    };
    view! {
        <section id="codes" aria-labelledby="codes-title">
            <h2 class="mid" id="codes-title">"Recovery codes"</h2>
            <p class="s">"The way back in when every passkey is lost. Each works once."</p>
            <div class="row sp wr panel">
                <p class="num"><span class="strong">{n_left}</span> " of 10 unused"</p>
                <button class="q sm" type="button" on:click=ask>
                    "Make new codes"
                </button>
            </div>
        </section>
    }
}

#[component]
fn Data(desk: Desk) -> impl IntoView {
    view! {
        <section id="data" aria-labelledby="data-title">
            <h2 class="mid" id="data-title">"Your data"</h2>
            <p class="s">
                "Everything we keep about you, as one file. Photos are not in it: they never left your device."
            </p>
            <div class="row wr panel">
                <button class="q sm" type="button" on:click=move |_| desk.send(Message::Do(Act::Export))>
                    {Icon::Download.view()}
                    "Download my data"
                </button>
                <button
                    class="q sm soft danger"
                    type="button"
                    on:click=move |_| desk.send(Message::Show(Sheet::Deletion))
                >
                    {Icon::Trash.view()}
                    "Delete my account"
                </button>
            </div>
        </section>
    }
}
