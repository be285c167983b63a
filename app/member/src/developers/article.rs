//! One operation on the page: what it does, takes, gives and refuses, and examples to copy.

use leptos::prelude::*;
use serde_json::json;
use ui::icon::Icon;

use super::book::{Operation, Refusal};
use super::example::{Language, example, pretty};
use super::origin;
use super::schema::Field;
use super::slab::Slab;
use crate::area::title;

/// The operation.
#[component]
pub(super) fn Article(operation: Operation) -> impl IntoView {
    title(&format!("{}: Digigami for developers", operation.summary));
    let parameters = operation.parameters.clone();
    let (body, answer) = (operation.body.clone(), operation.answer.clone());
    let refusals = operation.refusals.clone();
    let (takes, gives) = if operation.is_stream() {
        ("Frames you send", "Frames you hear")
    } else {
        ("Body", "Answer")
    };
    view! {
        <article class="operation">
            <Head operation=operation.clone() />
            <Fields heading="Parameters" fields=parameters />
            <Fields heading=takes fields=body />
            <Fields heading=gives fields=answer />
            <Refusals refusals />
        </article>
        <div class="samples stack">
            <Examples operation />
        </div>
    }
}

#[component]
fn Head(operation: Operation) -> impl IntoView {
    let Operation { method, path, summary, scope, needs_caller, status, .. } = operation;
    let colour = match method.as_str() {
        "GET" => "tag green",
        "DELETE" => "tag coral",
        _ => "tag cyan",
    };
    let who = match (&scope, needs_caller) {
        (Some(scope), _) => view! {
            <p class="s row needs">{Icon::Lock.view()} <span>"Needs the scope " <code>{scope.clone()}</code> ". " <a class="tl" href="/developers/authentication">"Who is calling"</a></span></p>
        }
        .into_any(),
        (None, true) => view! {
            <p class="s row needs">{Icon::Lock.view()} <span>"Needs a session. " <a class="tl" href="/developers/authentication">"Who is calling"</a></span></p>
        }
        .into_any(),
        (None, false) => view! { <p class="s">"Open to everybody."</p> }.into_any(),
    };
    let word = if status == 101 { "WebSocket".to_owned() } else { method };
    view! {
        <header class="stack">
            <p class="row wr at">
                <span class=colour>{word}</span>
                <code>{path}</code>
            </p>
            <h1>{summary}</h1>
            {who}
        </header>
    }
}

#[component]
fn Fields(heading: &'static str, fields: Vec<Field>) -> impl IntoView {
    let rows = fields
        .iter()
        .map(|it| {
            let mut kind = it.kind.clone();
            if it.is_required {
                kind.push_str(", required");
            }
            if !it.place.is_empty() {
                kind = format!("{kind}, in the {}", it.place);
            }
            view! {
                <div>
                    <dt><code>{it.name.clone()}</code> " " <span class="xs">{kind}</span></dt>
                    <dd class="s">{ticked(&it.note)}</dd>
                </div>
            }
        })
        .collect_view();
    (!fields.is_empty()).then(|| {
        view! {
            <section>
                <h2 class="h3">{heading}</h2>
                <dl class="fields">{rows}</dl>
            </section>
        }
    })
}

/// A sentence whose names stand between backticks.
fn ticked(note: &str) -> Vec<AnyView> {
    let parts = note.split('`').enumerate();
    let made = parts.map(|(index, part)| {
        if index % 2 == 1 {
            view! { <code>{part.to_owned()}</code> }.into_any()
        } else {
            part.to_owned().into_any()
        }
    });
    made.collect()
}

#[component]
fn Refusals(refusals: Vec<Refusal>) -> impl IntoView {
    let rows = refusals
        .into_iter()
        .map(|it| {
            view! {
                <tr>
                    <td class="num">{it.status}</td>
                    <td><code>{it.code}</code></td>
                    <td>{it.meaning}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2 class="h3">"What can go wrong"</h2>
            <table class="refusals">
                <thead>
                    <tr>
                        <th scope="col">"Status"</th>
                        <th scope="col">"Code"</th>
                        <th scope="col">"Meaning"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

/// The request in two languages, the answer, and the first refusal of its own.
#[component]
fn Examples(operation: Operation) -> impl IntoView {
    let language =
        RwSignal::new(if operation.is_stream() { Language::JavaScript } else { Language::Shell });
    let is_stream = operation.is_stream();
    let (status, sample) = (operation.status, operation.answer_sample.clone());
    let refusal = operation
        .refusals
        .iter()
        .find(|it| it.status != 401 && it.status != 429 && it.status < 500)
        .cloned();
    let asked = operation.clone();
    let code = Signal::derive(move || example(&asked, language.get(), &origin()));
    let heading = if is_stream { "Open it" } else { "Request" };
    view! {
        <Slab heading code>
            {(!is_stream).then(|| view! { <Tongues language /> })}
        </Slab>
        {(!sample.is_null()).then(|| {
            let heading = if is_stream { "A frame".to_owned() } else { format!("{status}, the answer") };
            view! { <Slab heading code=pretty(&sample) colour="green" /> }
        })}
        {refusal.map(|it| {
            let body = json!({"error": {"code": it.code, "message": it.meaning, "request_id": "req_8F2KQ"}});
            view! { <Slab heading=format!("{}, a refusal", it.status) code=pretty(&body) colour="coral" /> }
        })}
    }
}

#[component]
fn Tongues(language: RwSignal<Language>) -> impl IntoView {
    let tongue = move |it: Language, word: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || if language.get() == it { "true" } else { "false" }
                on:click=move |_| language.set(it)
            >
                {word}
            </button>
        }
    };
    view! {
        <span class="tongues" role="group" aria-label="Language">
            {tongue(Language::Shell, "curl")}
            {tongue(Language::JavaScript, "JavaScript")}
        </span>
    }
}
