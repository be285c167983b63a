//! What is to be produced: title, clips, picture, parts.

use leptos::prelude::*;
use ui::segment::{Choice, Segment};
use ui::switch::Switch;

use super::clips::Clips;
use super::draft::PARTS;
use super::effects::Desk;
use super::state::{Edit, Message};
use crate::field::Field;
use crate::terms::pack_name;

const RESOLUTIONS: &[Choice<&str>] =
    &[("720p", "720p"), ("1080p", "1080p"), ("4K", "4K"), ("8K", "8K")];
const RATES: &[Choice<u32>] = &[(24, "24"), (30, "30"), (60, "60"), (120, "120")];

/// The form; its price stands beside it.
#[component]
pub(super) fn OrderForm(desk: Desk) -> impl IntoView {
    let edit = move |edit| desk.send(Message::Edit(edit));
    let title = desk.read(|state| state.draft.title.clone());
    let resolution = desk.read(|state| state.draft.resolution);
    let fps = desk.read(|state| state.draft.fps);
    view! {
        <section class="card fold form" aria-labelledby="new-job">
            <h2 class="mid" id="new-job">"A new production"</h2>
            <Field
                id="job-title"
                label="Title"
                value=title
                set=move |title| edit(Edit::Title(title))
                most=100
                hint="Rain over the harbour"
            />
            <Clips desk />
            <Segment
                label="Picture"
                choices=RESOLUTIONS
                chosen=resolution
                choose=move |it| edit(Edit::Resolution(it))
            />
            <Segment label="Frames a second" choices=RATES chosen=fps choose=move |it| edit(Edit::Fps(it)) />
            <Packs desk />
            <fieldset class="parts">
                <legend class="l">"Made by agents"</legend>
                {(0..PARTS.len()).map(|place| view! { <Part desk place /> }).collect_view()}
            </fieldset>
        </section>
    }
}

#[component]
fn Part(desk: Desk, place: usize) -> impl IntoView {
    let (name, note) = PARTS[place];
    let on = desk.read(move |state| state.draft.parts[place]);
    view! {
        <Switch
            on
            set=move |on| desk.send(Message::Edit(Edit::Part(place, on)))
            name
            note
        />
    }
}

/// Those that are on; a vote can add more.
#[component]
fn Packs(desk: Desk) -> impl IntoView {
    let packs =
        desk.read(|state| state.catalogue.style_packs().map(str::to_owned).collect::<Vec<_>>());
    let chosen = desk.read(|state| state.draft.pack.clone());
    view! {
        <div class="field">
            <label class="l" for="job-pack">"Style pack"</label>
            <div class="in">
                <select
                    id="job-pack"
                    prop:value=chosen
                    on:change=move |event| {
                        desk.send(Message::Edit(Edit::Pack(event_target_value(&event))));
                    }
                >
                    <For each=move || packs.get() key=|pack| pack.clone() let:pack>
                        <option value=pack.clone() selected=chosen.get_untracked() == pack>
                            {pack_name(&pack)}
                        </option>
                    </For>
                </select>
            </div>
        </div>
    }
}
