//! The result: before and after, the four styles, and the ways a portrait leaves the page.

use leptos::prelude::*;
use wire::stylist::{Device, Notice};

use super::capture::Options;
use super::effects::Desk;
use super::exits::{Again, Exits, Onwards};
use super::message::Message;
use super::profile::ProfileDialog;
use super::save::AccountDialog;
use super::saw::WhatISaw;
use super::shelf::PackShelf;
use super::state::{Background, Matte, Overlay};
use super::working::ProgressBar;
use crate::styles::Style;
use crate::ui::before_after::BeforeAfter;
use crate::ui::segment::{Choice, Segment};

const SIZES: [Choice<u32>; 4] = [(128, "128"), (256, "256"), (512, "512"), (1024, "1024")];
const BACKGROUNDS: [Choice<Background>; 3] = [
    (Background::Drawn, "As drawn"),
    (Background::Transparent, "Transparent"),
    (Background::Colour, "One colour"),
];
/// The paper colours that go with the four styles, and white.
const COLOURS: [(&str, &str); 6] = [
    ("#E4DFFB", "Violet paper"),
    ("#FFE0DA", "Coral paper"),
    ("#D6F6FB", "Cyan paper"),
    ("#FDECCB", "Gold paper"),
    ("#DDF1E4", "Green paper"),
    ("#FFFFFF", "White"),
];

#[component]
pub(crate) fn ResultView() -> impl IntoView {
    let desk: Desk = expect_context();
    let before = desk.read(|state| state.before.clone().unwrap_or_default());
    let after = desk.read(|state| state.picture().unwrap_or_default().to_owned());
    let label = desk.read(|state| state.style.name().to_owned());
    let see_through = desk.read(|state| state.background == Background::Transparent);
    let overlay = desk.read(|state| state.overlay);
    let behind = desk.read(|state| !state.is_fresh(state.style));
    view! {
        <div class="res">
            <div class="stack left">
                <div class="frame" class:behind=behind>
                    <BeforeAfter before after label see_through />
                </div>
                <Options />
                <WhatISaw />
            </div>
            <div class="stack right">
                <Title />
                <Strip />
                <Drawing />
                <PackShelf />
                <Choices />
                <Exits />
                <hr class="crease" />
                <Onwards />
                <Again />
            </div>
        </div>
        {move || match overlay.get() {
            Some(Overlay::Profile) => view! { <ProfileDialog /> }.into_any(),
            Some(Overlay::Account) => view! { <AccountDialog /> }.into_any(),
            None => ().into_any(),
        }}
    }
}

#[component]
fn Title() -> impl IntoView {
    let desk: Desk = expect_context();
    let drawn = desk.read(|state| state.shown().map(|it| (it.device, it.elapsed_ms)));
    let notice = desk.read(|state| state.engine.as_ref().and_then(|engine| engine.notice));
    let how = move || drawn.get().map(|(device, elapsed_ms)| how_words(device, elapsed_ms));
    view! {
        <div>
            <h1 id="step-title" tabindex="-1">"There you are."</h1>
            <p class="s how">{how} " Nothing was uploaded."</p>
            <p class="xs">{move || notice.get().map(notice_words)}</p>
        </div>
    }
}

fn how_words(device: Device, elapsed_ms: f64) -> String {
    let device = match device {
        Device::Webgpu => "graphics card",
        Device::Cpu => "processor",
    };
    format!("Drawn on your {device} in {:.1} seconds.", elapsed_ms / 1000.0)
}

fn notice_words(notice: Notice) -> &'static str {
    match notice {
        Notice::WebgpuMissing => {
            "This browser does not lend pages the graphics card, so the processor drew."
        }
        Notice::WebgpuSoftware => {
            "The graphics card here is only emulated, so the processor drew: it is faster."
        }
        Notice::WebgpuDisagrees => {
            "The graphics card drew a test picture wrong, so the processor drew yours."
        }
    }
}

#[component]
fn Strip() -> impl IntoView {
    let desk: Desk = expect_context();
    let styles = desk.read(|state| state.styles());
    let buttons =
        move || styles.get().into_iter().map(|style| view! { <Sample style /> }).collect_view();
    view! { <div class="strip" role="group" aria-label="Style">{buttons}</div> }
}

#[component]
fn Sample(style: Style) -> impl IntoView {
    let desk: Desk = expect_context();
    let url = desk.read(move |state| state.drawings.get(&style).map(|drawing| drawing.url.clone()));
    let chosen = desk.read(move |state| state.style == style);
    let failed = desk.read(move |state| state.failed.contains(&style));
    let fresh = desk.read(move |state| state.is_fresh(style));
    let waits = desk.read(move |state| state.paused || style.own().is_some());
    let picture = move || match url.get() {
        Some(url) => view! { <img src=url width="512" height="512" alt="" /> }.into_any(),
        None => {
            let words = match (failed.get(), waits.get()) {
                (true, _) => "Did not load",
                (_, true) => "Tap to draw",
                _ => "Soon",
            };
            view! { <span class="blank">{words}</span> }.into_any()
        }
    };
    view! {
        <button
            type="button"
            data-style=style.id()
            aria-pressed=move || if chosen.get() { "true" } else { "false" }
            class:behind=move || !fresh.get()
            on:click=move |_| desk.send(Message::ChooseStyle(style))
        >
            {picture}
            <span>{style.name()}</span>
        </button>
    }
}

/// One line under the strip: what is being drawn, with its own Stop; else what the style is like.
#[component]
fn Drawing() -> impl IntoView {
    let desk: Desk = expect_context();
    let running = desk.read(|state| state.drawing.map(|(style, _)| style));
    let style = desk.read(|state| state.style);
    move || match running.get() {
        Some(running) => view! {
            <div class="also">
                <ProgressBar
                    compact=true
                    title=Signal::stored(format!("Drawing, {}", running.name()))
                />
            </div>
        }
        .into_any(),
        None => view! {
            <div class="also">
                <p class="s">{move || style.get().character()} "."</p>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Choices() -> impl IntoView {
    let desk: Desk = expect_context();
    let size = desk.read(|state| state.size);
    let background = desk.read(|state| state.background);
    let matte = desk.read(|state| state.matte);
    let no_matte = Callback::new(move |background: Background| {
        background != Background::Drawn && matte.get() == Matte::Missing
    });
    view! {
        <div class="stack choices">
            <Segment
                label="Size in pixels"
                choices=&SIZES
                chosen=size
                choose=move |size| desk.send(Message::SetSize(size))
            />
            <Segment
                label="Background"
                choices=&BACKGROUNDS
                chosen=background
                choose=move |background| desk.send(Message::SetBackground(background))
                disabled=no_matte
            />
            <Show when=move || matte.get() == Matte::Missing>
                <p class="xs">"The cut-out model did not load, so the background stays."</p>
            </Show>
            <Show when=move || background.get() == Background::Colour>
                <Swatches />
            </Show>
        </div>
    }
}

#[component]
fn Swatches() -> impl IntoView {
    let desk: Desk = expect_context();
    let colour = desk.read(|state| state.colour.clone());
    let swatches = COLOURS
        .into_iter()
        .map(|(value, name)| {
            let pressed = move || if colour.get() == value { "true" } else { "false" };
            view! {
                <button
                    type="button"
                    aria-label=name
                    title=name
                    aria-pressed=pressed
                    style=format!("--k:{value}")
                    on:click=move |_| desk.send(Message::SetColour(value.into()))
                ></button>
            }
        })
        .collect_view();
    view! {
        <div class="swt" role="group" aria-label="Colour">
            {swatches}
            <label class="own-colour">
                <span class="vh">"Another colour"</span>
                <input
                    type="color"
                    prop:value=colour
                    on:change=move |event| desk.send(Message::SetColour(event_target_value(&event)))
                />
            </label>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_drew_and_how_long() {
        assert_eq!(
            how_words(Device::Webgpu, 2_834.0),
            "Drawn on your graphics card in 2.8 seconds."
        );
        assert_eq!(how_words(Device::Cpu, 951.0), "Drawn on your processor in 1.0 seconds.");
    }
}
