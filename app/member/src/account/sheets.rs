//! The sheets that lie on top of the account page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser::{self, disregard};
use ui::dialog::Dialog;
use ui::icon::Icon;
use wasm_bindgen_futures::JsFuture;
use wire::account::{AccountDeletion, AccountPatch};
use wire::key::{KeyCreated, NewKey};
use wire::scope::Scope;

use super::effects::Desk;
use super::state::{Act, List, Sheet, Sure};
use super::update::Message;
use crate::field::{Field, Trouble};

/// How long a key may live, in days, and what a key begins with.
const LIVES: [u32; 4] = [7, 30, 90, 365];
const LIFE: u32 = 90;

#[component]
pub(super) fn Sheets(desk: Desk) -> impl IntoView {
    let sheet = desk.read(|state| state.sheet.clone());
    move || {
        sheet.get().map(|sheet| match sheet {
            Sheet::Name { display_name, username } => {
                view! { <Name desk display_name username /> }.into_any()
            }
            Sheet::Picture => view! { <Picture desk /> }.into_any(),
            Sheet::PasskeyName { id, name } => view! { <PasskeyName desk id name /> }.into_any(),
            Sheet::NewKey => view! { <MakeKey desk /> }.into_any(),
            Sheet::KeyMade(made) => view! { <KeyMade desk made=*made /> }.into_any(),
            Sheet::Deletion => view! { <Deletion desk /> }.into_any(),
            Sheet::Sure(sure) => view! { <AreYouSure desk sure=*sure /> }.into_any(),
        })
    }
}

/// What is wrong, and the button that does it.
#[component]
fn Go(desk: Desk, word: &'static str, #[prop(optional)] danger: bool) -> impl IntoView {
    let is_busy = desk.read(|state| state.busy.is_some());
    let wrong = desk.read(|state| state.wrong.clone());
    view! {
        <Trouble trouble=wrong />
        <button class="b" class:danger=danger type="submit" disabled=is_busy>
            {move || if is_busy.get() { "One moment" } else { word }}
        </button>
    }
}

#[component]
fn Name(desk: Desk, display_name: String, username: String) -> impl IntoView {
    let (shown, handle) = (RwSignal::new(display_name.clone()), RwSignal::new(username.clone()));
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let changed = |now: String, before: &str| (now != before).then_some(now);
        let patch = AccountPatch {
            display_name: changed(shown.get_untracked().trim().to_owned(), &display_name),
            username: changed(
                handle.get_untracked().trim().trim_start_matches('@').to_lowercase(),
                &username,
            ),
            picture_avatar_id: None,
        };
        desk.send(Message::Do(Act::Change(patch)));
    };
    view! {
        <Dialog title="Your name" leave="Not now" close=move || desk.send(Message::Close)>
            <form class="form" novalidate=true on:submit=save>
                <Field id="display-name" label="Display name" value=shown set=move |it| shown.set(it) most=50 note="What others read. Anything goes, up to 50 characters.".to_owned() />
                <Field id="handle" label="Username" value=handle set=move |it| handle.set(it) most=32 note="What others type to find you: 3 to 32 of a–z, 0–9, _ and -.".to_owned() />
                <Go desk word="Save" />
            </form>
        </Dialog>
    }
}

#[component]
fn Picture(desk: Desk) -> impl IntoView {
    let avatars = desk.read(|state| state.avatars.clone());
    let choose = move |id: Option<String>| {
        let patch = AccountPatch { picture_avatar_id: Some(id), ..AccountPatch::default() };
        desk.send(Message::Do(Act::Change(patch)));
    };
    let wrong = desk.read(|state| state.wrong.clone());
    view! {
        <Dialog title="Your picture" leave="Not now" close=move || desk.send(Message::Close)>
            <p class="s">"One of the portraits in your account. They are saved there from the portrait page."</p>
            {move || match avatars.get() {
                List::Coming => view! { <i class="bone row-bone"></i> }.into_any(),
                List::Lost(words) => view! { <p class="wrong">{words}</p> }.into_any(),
                List::Here(items) if items.is_empty() => view! {
                    <p>"There is none yet. " <a class="tl" href="/portrait">"Make a portrait"</a></p>
                }
                .into_any(),
                List::Here(items) => {
                    let pictures = items
                        .into_iter()
                        .map(|it| {
                            let id = it.id.clone();
                            view! {
                                <li>
                                    <button type="button" aria-label=it.name title=it.style on:click=move |_| choose(Some(id.clone()))>
                                        <img src=it.base_image_url alt="" loading="lazy" width="96" height="96" />
                                    </button>
                                </li>
                            }
                        })
                        .collect_view();
                    view! { <ul class="pictures">{pictures}</ul> }.into_any()
                }
            }}
            <Trouble trouble=wrong />
            <div class="row">
                <button class="tl s" type="button" on:click=move |_| choose(None)>
                    "Show my first letter instead"
                </button>
            </div>
        </Dialog>
    }
}

#[component]
fn PasskeyName(desk: Desk, id: String, name: String) -> impl IntoView {
    let wanted = RwSignal::new(name);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let name = wanted.get_untracked().trim().to_owned();
        desk.send(Message::Do(Act::RenamePasskey { id: id.clone(), name }));
    };
    view! {
        <Dialog title="Rename the passkey" leave="Not now" close=move || desk.send(Message::Close)>
            <form class="form" novalidate=true on:submit=save>
                <Field id="passkey-name" label="Name" value=wanted set=move |it| wanted.set(it) most=50 note="So that you know it again: the device it lives on, for example.".to_owned() />
                <Go desk word="Save" />
            </form>
        </Dialog>
    }
}

/// What a scope allows, for people.
fn words_of(scope: Scope) -> &'static str {
    match scope {
        Scope::AccountRead => "Read the profile and its lists",
        Scope::AccountWrite => "Change the profile",
        Scope::LedgerRead => "Read balances and history",
        Scope::LedgerWrite => "Move tokens",
        Scope::Stake => "Stake, unstake, claim",
        Scope::Jobs => "Order productions",
        Scope::Propose => "Write proposals",
        Scope::Vote => "Vote and execute",
        Scope::Keys => "Make and revoke keys",
        Scope::Webhooks => "Make and change webhooks",
        Scope::Agents => "Register and remove agents",
        Scope::Admin => "What a role allows",
    }
}

#[component]
fn MakeKey(desk: Desk) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let chosen = RwSignal::new(vec![Scope::LedgerRead]);
    let days = RwSignal::new(LIFE);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        desk.send(Message::Do(Act::MakeKey(NewKey {
            name: name.get_untracked().trim().to_owned(),
            scopes: chosen
                .with_untracked(|it| it.iter().map(|scope| scope.name().to_owned()).collect()),
            expires_in_days: Some(days.get_untracked()),
            hourly_limit: None,
        })));
    };
    let toggle = move |scope: Scope, on: bool| {
        chosen.update(|it| {
            it.retain(|other| *other != scope);
            if on {
                it.push(scope);
            }
        });
    };
    let ticks = Scope::ALL
        .iter()
        .copied()
        .filter(|scope| *scope != Scope::Admin)
        .map(|scope| {
            view! {
                <label class="tick">
                    <input
                        type="checkbox"
                        prop:checked=move || chosen.with(|it| it.contains(&scope))
                        on:change=move |event| toggle(scope, event_target_checked(&event))
                    />
                    <span>{words_of(scope)} " " <code>{scope.name()}</code></span>
                </label>
            }
        })
        .collect_view();
    let lives = LIVES
        .map(|n| view! { <option value=n selected=n == LIFE>{format!("{n} days")}</option> })
        .collect_view();
    view! {
        <Dialog title="Make a key" leave="Not now" close=move || desk.send(Message::Close)>
            <form class="form" novalidate=true on:submit=save>
                <Field id="key-name" label="Name" value=name set=move |it| name.set(it) most=50 note="What it is for.".to_owned() />
                <fieldset class="ticks">
                    <legend class="l">"It may"</legend>
                    {ticks}
                </fieldset>
                <div class="field">
                    <label class="l" for="key-life">"It ends after"</label>
                    <div class="in">
                        <select id="key-life" on:change=move |event| days.set(event_target_value(&event).parse().unwrap_or(LIFE))>
                            {lives}
                        </select>
                    </div>
                </div>
                <Go desk word="Make the key" />
            </form>
        </Dialog>
    }
}

#[component]
fn KeyMade(desk: Desk, made: KeyCreated) -> impl IntoView {
    let secret = StoredValue::new(made.secret.clone());
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        spawn_local(async move {
            let clipboard = browser::window().navigator().clipboard();
            let written = JsFuture::from(clipboard.write_text(&secret.get_value())).await;
            disregard(is_copied.try_set(written.is_ok()).map_or(Ok(()), Err));
        });
    };
    view! {
        <Dialog title="Keep this key." leave="I have kept it" stays=true close=move || desk.send(Message::Close)>
            <p class="s">"It is shown this one time. Whoever has it may do what it may do; do not put it into a page or a repository."</p>
            <code class="secret">{made.secret}</code>
            <div class="row">
                <button class="q sm" type="button" on:click=copy>
                    {Icon::Copy.view()}
                    {move || if is_copied.get() { "Copied" } else { "Copy" }}
                </button>
            </div>
        </Dialog>
    }
}

#[component]
fn AreYouSure(desk: Desk, sure: Sure) -> impl IntoView {
    let act = sure.act;
    let go = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        desk.send(Message::Do(act.clone()));
    };
    view! {
        <Dialog title=sure.title leave="Not now" close=move || desk.send(Message::Close)>
            <form class="form" on:submit=go>
                <p>{sure.words}</p>
                <Go desk word=sure.word />
            </form>
        </Dialog>
    }
}

#[component]
fn Deletion(desk: Desk) -> impl IntoView {
    let username = desk.page.session.account().and_then(|it| it.username).unwrap_or_default();
    let typed = RwSignal::new(String::new());
    let forfeit = RwSignal::new(false);
    let go = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let username = typed.get_untracked().trim().trim_start_matches('@').to_lowercase();
        let body = AccountDeletion { username, forfeit: forfeit.get_untracked() };
        desk.send(Message::Do(Act::Delete(body)));
    };
    view! {
        <Dialog title="Delete your account?" leave="Keep my account" close=move || desk.send(Message::Close)>
            <form class="form" novalidate=true on:submit=go>
                <p>
                    "Your name, passkeys, keys, devices and saved portraits go, for good. What was booked stays in the books, without your name."
                </p>
                <label class="tick">
                    <input
                        type="checkbox"
                        prop:checked=forfeit
                        on:change=move |event| forfeit.set(event_target_checked(&event))
                    />
                    <span>"Give the tokens I still hold to the treasury"</span>
                </label>
                <Field id="really" label="Type your username" value=typed set=move |it| typed.set(it) hint="" note=format!("It is {username}.") />
                <Go desk word="Delete my account" danger=true />
            </form>
        </Dialog>
    }
}
