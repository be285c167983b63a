//! Sizes and angles of a face, each with a slider between its bounds.

use character::Look;
use character::brow::Brows;
use character::eye::Eyes;
use leptos::prelude::*;
use project::{Edit, Part};

use crate::desk::Desk;
use crate::drawers::Drawer;
use crate::state::Message;

/// One number of a look.
#[derive(Clone, Copy)]
struct Dial {
    name: &'static str,
    least: f32,
    most: f32,
    /// What is shown for a value: what it is multiplied by, and the unit.
    shown: (f32, &'static str),
    value: fn(&Look) -> f32,
    part: fn(&Look, f32) -> Part,
}

/// Hundredths of what is usual.
const PERCENT: (f32, &str) = (100.0, " %");
const DEGREES: (f32, &str) = (1.0, "°");

fn eyes(look: &Look, change: impl FnOnce(&mut Eyes)) -> Part {
    let mut eyes = look.eyes;
    change(&mut eyes);
    Part::Eyes(eyes)
}

fn brows(look: &Look, change: impl FnOnce(&mut Brows)) -> Part {
    let mut brows = look.brows;
    change(&mut brows);
    Part::Brows(brows)
}

const EYES: &[Dial] = &[
    Dial {
        name: "Eye width",
        least: 0.88,
        most: 1.1,
        shown: PERCENT,
        value: |look| look.eyes.width,
        part: |look, value| eyes(look, |it| it.width = value),
    },
    Dial {
        name: "Eye opening",
        least: 0.85,
        most: 1.1,
        shown: PERCENT,
        value: |look| look.eyes.opening,
        part: |look, value| eyes(look, |it| it.opening = value),
    },
    Dial {
        name: "Eye tilt",
        least: -6.0,
        most: 6.0,
        shown: DEGREES,
        value: |look| look.eyes.tilt,
        part: |look, value| eyes(look, |it| it.tilt = value),
    },
    Dial {
        name: "Eye distance",
        least: 0.94,
        most: 1.08,
        shown: PERCENT,
        value: |look| look.eyes.spacing,
        part: |look, value| eyes(look, |it| it.spacing = value),
    },
    Dial {
        name: "Brow weight",
        least: 0.7,
        most: 1.5,
        shown: PERCENT,
        value: |look| look.brows.weight,
        part: |look, value| brows(look, |it| it.weight = value),
    },
    Dial {
        name: "Brow tilt",
        least: -8.0,
        most: 8.0,
        shown: DEGREES,
        value: |look| look.brows.tilt,
        part: |look, value| brows(look, |it| it.tilt = value),
    },
];

const FACE: &[Dial] = &[
    Dial {
        name: "Jaw",
        least: -1.0,
        most: 1.0,
        shown: (100.0, ""),
        value: |look| look.jaw,
        part: |_, value| Part::Jaw(value),
    },
    Dial {
        name: "Nose width",
        least: 0.7,
        most: 1.4,
        shown: PERCENT,
        value: |look| look.nose_width,
        part: |_, value| Part::NoseWidth(value),
    },
    Dial {
        name: "Mouth width",
        least: 0.8,
        most: 1.25,
        shown: PERCENT,
        value: |look| look.mouth_width,
        part: |_, value| Part::MouthWidth(value),
    },
];

/// Those of a drawer.
const fn dials(drawer: Drawer) -> &'static [Dial] {
    match drawer {
        Drawer::Eyes => EYES,
        Drawer::Face => FACE,
        _ => &[],
    }
}

impl Dial {
    /// As it is when nobody chose.
    fn usual(&self) -> f32 {
        (self.value)(&Look::default())
    }

    /// The value as the slider counts it, in hundredths of a unit of what is shown.
    fn told(&self, value: f32) -> String {
        let (times, unit) = self.shown;
        let is_signed = self.least < 0.0;
        let number = value * times;
        if is_signed { format!("{number:+.0}{unit}") } else { format!("{number:.0}{unit}") }
    }
}

/// The sliders of a drawer; nothing in drawers without any.
#[component]
pub(crate) fn Sliders(desk: Desk, drawer: Drawer) -> impl IntoView {
    let dials = dials(drawer);
    let sliders = dials.iter().map(|dial| view! { <Slider desk dial /> }).collect_view();
    let is_usual = desk.read(move |state| {
        let look = &state.project().look;
        dials.iter().all(|dial| (dial.value)(look) == dial.usual())
    });
    let reset = move |_| {
        // All of them are one step.
        for dial in dials {
            let part =
                desk.state.with_untracked(|it| (dial.part)(&it.project().look, dial.usual()));
            desk.send(Message::Drag(Edit::Part(part)));
        }
        desk.send(Message::Release);
    };
    (!dials.is_empty()).then(|| {
        view! {
            <div class="stack choices">
                <h3 class="h4">"Fine tuning"</h3>
                <div class="stack dials">{sliders}</div>
                <button class="tl s" type="button" disabled=is_usual on:click=reset>
                    "Everything as usual"
                </button>
            </div>
        }
    })
}

#[component]
fn Slider(desk: Desk, dial: &'static Dial) -> impl IntoView {
    let value = desk.read(|state| (dial.value)(&state.project().look));
    let part = move |value: f32| {
        Edit::Part(desk.state.with_untracked(|it| (dial.part)(&it.project().look, value)))
    };
    view! {
        <label class="slider">
            <span class="l">{dial.name}</span>
            <input
                type="range"
                min=dial.least
                max=dial.most
                step=(dial.most - dial.least) / 100.0
                title="Double-click for the usual"
                aria-valuetext=move || dial.told(value.get())
                prop:value=move || value.get().to_string()
                on:input=move |event| {
                    if let Ok(value) = event_target_value(&event).parse() {
                        desk.send(Message::Drag(part(value)));
                    }
                }
                on:change=move |_| desk.send(Message::Release)
                on:dblclick=move |_| desk.send(Message::Decide(part(dial.usual())))
            />
            <span class="xs num">{move || dial.told(value.get())}</span>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use character::Style;
    use project::Project;

    #[test]
    fn every_dial_sets_its_number_and_no_other_between_its_bounds() {
        let project = Project::surprise(4, Style::default());
        let all = || EYES.iter().chain(FACE);
        for (index, dial) in all().enumerate() {
            for value in [dial.least, dial.most, dial.usual()] {
                let next = project.with(Edit::Part((dial.part)(&project.look, value)));
                assert_eq!((dial.value)(&next.look), value, "{}: bounds are the look's", dial.name);
                for (other, untouched) in all().enumerate().filter(|(it, _)| *it != index) {
                    let kept = (untouched.value)(&next.look);
                    assert_eq!(kept, (untouched.value)(&project.look), "{other} {}", dial.name);
                }
            }
            let beyond = project.with(Edit::Part((dial.part)(&project.look, dial.most + 1.0)));
            assert_eq!((dial.value)(&beyond.look), dial.most, "{}", dial.name);
        }
    }

    #[test]
    fn numbers_are_told_in_their_units() {
        assert_eq!(EYES[0].told(1.0), "100 %");
        assert_eq!(EYES[2].told(-2.4), "-2°");
        assert_eq!(FACE[0].told(0.5), "+50");
    }
}
