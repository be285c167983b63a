//! The door: sign up with a name and a passkey, sign in with a passkey, or come back with a code.

mod codes;
mod effects;
pub(crate) mod passkey;
mod state;

use leptos::prelude::*;

pub(crate) use codes::CodesDialog;
pub(crate) use effects::sign_in;

use crate::field::{Field, Trouble};
use crate::mark::Mark;
use effects::Porter;
use state::{Message, Way};

/// What an account brings, and the way in.
#[component]
pub(crate) fn Door(
    /// What the page behind the door is about.
    heading: &'static str,
    /// What it would show, in one sentence.
    brings: &'static str,
) -> impl IntoView {
    view! {
        <div class="wrap app">
            <div class="door">
                <div class="stack pitch">
                    <h1>{heading}</h1>
                    <p class="lead">{brings}</p>
                    <ul class="brings">
                        <li>
                            <h2 class="h4">"Your portraits, on every device"</h2>
                            <p class="s">"Those you saved here come along. The photos never leave this device."</p>
                        </li>
                        <li>
                            <h2 class="h4">"A wallet that adds up"</h2>
                            <p class="s">"Tokens that buy production and give a vote, to the last decimal."</p>
                        </li>
                        <li>
                            <h2 class="h4">"No password, no e-mail"</h2>
                            <p class="s">"Your device keeps a passkey, and asks for your finger, face or PIN."</p>
                        </li>
                    </ul>
                </div>
                <Ways />
            </div>
        </div>
    }
}

#[component]
fn Ways() -> impl IntoView {
    let porter = Porter::new();
    let way = Memo::new(move |_| porter.state.with(|state| state.way));
    let tab = move |own: Way, word: &'static str| {
        let is_on = move || way.get() == own || (own == Way::SignIn && way.get() == Way::Recover);
        view! {
            <button
                type="button"
                role="tab"
                aria-selected=move || if is_on() { "true" } else { "false" }
                on:click=move |_| porter.send(Message::Take(own))
            >
                {word}
            </button>
        }
    };
    view! {
        <div class="card fold violet ways">
            <div class="tabs" role="tablist" aria-label="Ways in">
                {tab(Way::SignUp, "Sign up")}
                {tab(Way::SignIn, "Sign in")}
            </div>
            <form
                class="form"
                novalidate=true
                on:submit=move |event| {
                    event.prevent_default();
                    porter.send(Message::Go);
                }
            >
                {move || match way.get() {
                    Way::SignUp => view! { <SignUp porter /> }.into_any(),
                    Way::SignIn => view! { <SignIn porter /> }.into_any(),
                    Way::Recover => view! { <Recovery porter /> }.into_any(),
                }}
            </form>
        </div>
    }
}

#[component]
fn Name(porter: Porter, note: &'static str) -> impl IntoView {
    view! {
        <Field
            id="username"
            label="Username"
            value=Signal::derive(move || porter.state.with(|state| state.username.clone()))
            set=move |name| porter.send(Message::Username(name))
            wrong=Signal::derive(move || porter.state.with(|state| state.name_wrong.clone()))
            note=note.to_owned()
            fill="username webauthn"
            most=33
        />
    }
}

#[component]
fn Go(porter: Porter, word: &'static str) -> impl IntoView {
    let is_busy = move || porter.state.with(|state| state.is_busy);
    view! {
        <Trouble trouble=Signal::derive(move || porter.state.with(|state| state.wrong.clone())) />
        <button class="b" type="submit" disabled=is_busy>
            {Mark::Key.view()}
            {move || if is_busy() { "Look at your device" } else { word }}
        </button>
    }
}

#[component]
fn SignUp(porter: Porter) -> impl IntoView {
    view! {
        <Name porter note="3 to 32 of a–z, 0–9, _ and -. Others find you by it; you can change it later." />
        <Go porter word="Create my account" />
        <p class="xs">"Next your device asks you to confirm. That is all."</p>
    }
}

#[component]
fn SignIn(porter: Porter) -> impl IntoView {
    view! {
        <p class="s">"Your device knows who you are: there is nothing to type."</p>
        <Go porter word="Sign in with a passkey" />
        <p class="s">
            "Lost your passkey? "
            <button class="tl" type="button" on:click=move |_| porter.send(Message::Take(Way::Recover))>
                "Use a recovery code"
            </button>
        </p>
    }
}

#[component]
fn Recovery(porter: Porter) -> impl IntoView {
    view! {
        <Name porter note="Of the account you want to come back to." />
        <Field
            id="recovery-code"
            label="Recovery code"
            value=Signal::derive(move || porter.state.with(|state| state.code.clone()))
            set=move |code| porter.send(Message::Code(code))
            note="One of the ten you kept. It works once; then you add a new passkey.".to_owned()
        />
        <Go porter word="Sign in with the code" />
    }
}
