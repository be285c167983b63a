//! One production: its way so far, its place in the queue, its money, its manifest.

use leptos::prelude::*;
use ui::empty::HalfFolded;
use ui::icon::Icon;
use wire::job::{Job, JobState, Manifest};

use super::effects::Desk;
use super::state::{Act, Message};
use super::step::LastStep;
use super::words::{length, payment, standing, state};
use crate::figure::{money, plain};
use crate::terms::{pack_name, tier_name};
use crate::when::moment;

/// The production in the address.
#[component]
pub(super) fn Panel(desk: Desk) -> impl IntoView {
    let job = desk.read(|state| state.opened.as_ref().and_then(|it| it.job.clone()));
    let trouble = desk.read(|state| state.opened.as_ref().and_then(|it| it.trouble.clone()));
    let manifest = desk.read(|state| state.opened.as_ref().and_then(|it| it.manifest.clone()));
    let receipt = desk.read(|state| state.receipt.clone().map(|it| it.0));
    view! {
        <div class="wrap app jobs">
            <p class="crumb"><a class="tl s" href="/jobs">"All productions"</a></p>
            {move || match (job.get(), trouble.get()) {
                (Some(job), _) => view! { <Sheet desk job /> }.into_any(),
                (None, Some(words)) => view! { <Gone words /> }.into_any(),
                (None, None) => view! { <i class="bone sheet"></i> }.into_any(),
            }}
            <p class="receipt" role="status">{receipt}</p>
            {move || manifest.get().map(|manifest| view! { <Frames manifest /> })}
            <LastStep desk />
        </div>
    }
}

#[component]
fn Gone(words: String) -> impl IntoView {
    view! {
        <div class="empty" role="alert">
            <HalfFolded />
            <h1>"This production cannot be shown."</h1>
            <p class="lead">{words}</p>
        </div>
    }
}

#[component]
fn Sheet(desk: Desk, job: Job) -> impl IntoView {
    let (word, colour) = state(job.state);
    let waits = job.state == JobState::Queued;
    let manifest = job.manifest_url.clone();
    let file = format!("{}.json", job.name);
    let hash = job.manifest_sha256.clone();
    let cancelled = job.clone();
    view! {
        <div class="hd">
            <div class="stack">
                <h1>{job.title.clone()}</h1>
                <p class="s num">
                    {job.name.clone()} " " <span class=format!("tag {colour}")>{word}</span>
                </p>
            </div>
            {waits
                .then(|| {
                    let act = Act::Cancel(Box::new(cancelled.clone()));
                    view! {
                        <button
                            class="q soft"
                            type="button"
                            on:click=move |_| desk.send(Message::Ask(act.clone()))
                        >
                            "Take it back"
                        </button>
                    }
                })}
            {manifest
                .map(|address| {
                    view! {
                        <a class="b" href=address download=file rel="external">
                            {Icon::Download.view()}
                            "Download the manifest"
                        </a>
                    }
                })}
        </div>
        <Way job=job.clone() />
        <div class="half">
            <Money job=job.clone() />
            <Ordered job />
        </div>
        {hash
            .map(|hash| {
                view! { <p class="xs hash">"SHA-256 of the manifest: " <code>{hash}</code></p> }
            })}
    }
}

/// Ordered, working, done: what has been, what is, what is to come.
#[component]
fn Way(job: Job) -> impl IntoView {
    let end = match job.state {
        JobState::Failed => "Failed",
        JobState::Cancelled => "Taken back",
        _ => "Done",
    };
    let is_over = job.ended_at.is_some();
    let steps = [
        ("Ordered", Some(job.queued_at.clone()), false),
        ("Working", job.started_at.clone(), is_over && job.started_at.is_none()),
        (end, job.ended_at.clone(), false),
    ];
    let n_done = steps.iter().filter(|(_, at, _)| at.is_some()).count();
    let current = if is_over { 2 } else { n_done.saturating_sub(1) };
    let steps = steps
        .into_iter()
        .enumerate()
        .filter(|(_, (_, _, is_left_out))| !is_left_out)
        .map(|(index, (name, at, _))| {
            let (is_current, is_past) = (index == current, at.is_some());
            view! {
                <li class:past=is_past aria-current=is_current.then_some("step")>
                    <b>{name}</b>
                    <span class="xs num">{at.map_or("to come".into(), |at| moment(&at))}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="way">{steps}</ol>
        <p class="standing num" role="status">{standing(&job)}</p>
    }
}

#[component]
fn Money(job: Job) -> impl IntoView {
    let anm = |amount: &str| money(amount, "ANM");
    let after = match job.payment.as_str() {
        "paid" => ("Paid out of it", anm(&job.total)),
        "refunded" => ("Given back, all of it", format!("+{}", anm(&job.total))),
        _ => ("Held until it ends", anm(&job.total)),
    };
    let bonus = job.bonus.as_ref().map(|bonus| match bonus.paid {
        true => ("Came back", format!("+{}", anm(&bonus.amount))),
        false => ("The treasury could not pay", anm(&bonus.amount)),
    });
    let entries = [("Held on order", anm(&format!("-{}", job.total))), after];
    let entries = entries.into_iter().chain(bonus).map(|(name, value)| {
        view! { <div class="row sp"><dt>{name}</dt><dd>{value}</dd></div> }
    });
    // What is still held has one entry only.
    let n_entries = if job.payment == "held" { 1 } else { 3 };
    let entries = entries.take(n_entries).collect_view();
    view! {
        <section class="card fold gold stack" aria-labelledby="job-money">
            <h2 class="h4 s" id="job-money">{payment(&job)}</h2>
            <p class="total num">{money(&job.total, "ANM")}</p>
            <dl class="stack num s lines">
                <div class="row sp"><dt>"Cost"</dt><dd>{anm(&job.cost)}</dd></div>
                <div class="row sp"><dt>"Usage fee"</dt><dd>{anm(&job.fee)}</dd></div>
            </dl>
            <h3 class="h4">"In your books"</h3>
            <dl class="stack num s lines">{entries}</dl>
            <a class="tl s" href="/wallet">"See your wallet"</a>
        </section>
    }
}

#[component]
fn Ordered(job: Job) -> impl IntoView {
    let asked = &job.production;
    let parts = [
        (asked.characters, "characters"),
        (asked.style_preferences, "one style"),
        (asked.voice, "voices"),
        (asked.special_effects, "effects"),
        (asked.scenes, "scenes"),
    ];
    let parts: Vec<&str> = parts.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
    let parts = if parts.is_empty() { "none of the extra ones".into() } else { parts.join(", ") };
    let lines = [
        ("Picture", format!("{}, {} frames a second", asked.resolution, asked.fps)),
        ("Length", length(asked.duration_seconds.into())),
        ("Clips", plain(&job.clips.len().to_string())),
        ("Style pack", pack_name(&asked.style_pack)),
        ("Made by agents", parts),
        ("Tier and score", format!("{}, {}", tier_name(&job.tier), plain(&job.score))),
    ];
    let lines = lines.map(|(name, value)| {
        view! { <div class="row sp"><dt>{name}</dt><dd>{value}</dd></div> }
    });
    view! {
        <section class="card fold stack" aria-labelledby="job-asked">
            <h2 class="h4 s" id="job-asked">"What was ordered"</h2>
            <dl class="stack num s lines">{lines.collect_view()}</dl>
        </section>
    }
}

/// The manifest as a table.
#[component]
fn Frames(manifest: Manifest) -> impl IntoView {
    let rows = manifest
        .clips
        .iter()
        .map(|clip| {
            view! {
                <tr>
                    <td class="r number">{clip.number}</td>
                    <td>{clip.name.clone()}</td>
                    <td class="r">{clip.starts_at.clone()}</td>
                    <td class="r">{clip.ends_at.clone()}</td>
                    <td class="r">{plain(&clip.frames.to_string())}</td>
                </tr>
            }
        })
        .collect_view();
    let sum = format!(
        "{} × {}, {} frames a second, {} frames, {} long.",
        manifest.width,
        manifest.height,
        manifest.fps,
        plain(&manifest.total_frames.to_string()),
        manifest.length,
    );
    view! {
        <section class="block stack" aria-labelledby="frames">
            <h2 class="mid" id="frames">"The manifest"</h2>
            <p class="s num">{sum}</p>
            <div class="scroll" tabindex="0" role="region" aria-label="The manifest, clip by clip">
                <table class="num frames">
                    <thead>
                        <tr>
                            <th scope="col" class="r number">"No."</th>
                            <th scope="col">"Clip"</th>
                            <th scope="col" class="r">"From"</th>
                            <th scope="col" class="r">"To"</th>
                            <th scope="col" class="r">"Frames"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
