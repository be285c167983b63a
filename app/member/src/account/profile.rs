//! Name, picture and Discord.

use leptos::prelude::*;

use super::effects::Desk;
use super::state::{Act, Sheet};
use super::update::Message;
use crate::person::Face;
use crate::when;

#[component]
pub(super) fn Profile(desk: Desk) -> impl IntoView {
    let account = move || desk.page.session.account();
    let card = move || {
        let account = account()?;
        let username = account.username.clone().unwrap_or_default();
        let name = account.display_name.clone().unwrap_or_else(|| username.clone());
        let since = account.member_since.as_deref().map(when::day).unwrap_or_default();
        let sheet = Sheet::Name { display_name: name.clone(), username: username.clone() };
        let roles = account
            .roles
            .iter()
            .map(|role| view! { <span class="tag gold">{role.clone()}</span> })
            .collect_view();
        Some(view! {
            <div class="card fold violet who">
                <Face name=name.clone() picture=account.picture_url.clone() large=true />
                <div class="stack">
                    <p class="name">{name}</p>
                    <p class="s">"@" {username} ", member since " {since}</p>
                    <div class="row wr">{roles}</div>
                </div>
                <div class="row wr acts">
                    <button class="q sm" type="button" on:click=move |_| desk.send(Message::Show(sheet.clone()))>
                        "Change name"
                    </button>
                    <button class="q sm soft" type="button" on:click=move |_| desk.send(Message::Show(Sheet::Picture))>
                        "Change picture"
                    </button>
                </div>
            </div>
        })
    };
    view! {
        <section id="profile" aria-labelledby="profile-title">
            <h2 class="vh" id="profile-title">"Profile"</h2>
            {card}
            <Discord desk />
        </section>
    }
}

#[component]
fn Discord(desk: Desk) -> impl IntoView {
    move || {
        let account = desk.page.session.account()?;
        Some(match account.discord {
            Some(link) => view! {
                <div class="row sp wr panel">
                    <p class="s">
                        "Linked with Discord as " <span class="strong">{link.name}</span> ", since "
                        {when::day(&link.linked_at)}
                    </p>
                    <button class="q sm soft" type="button" on:click=move |_| desk.send(Message::Do(Act::UnlinkDiscord))>
                        "Unlink"
                    </button>
                </div>
            }
            .into_any(),
            None if account.discord_available => view! {
                <div class="row sp wr panel">
                    <p class="s">"Link your Discord account, and sign in with it as well."</p>
                    <a class="q sm" rel="external" href="/api/v1/account/discord/start">
                        "Link Discord"
                    </a>
                </div>
            }
            .into_any(),
            None => ().into_any(),
        })
    }
}
