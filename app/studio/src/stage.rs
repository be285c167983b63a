//! The stage: the living character, over the artist's still picture of it.
//!
//! The still one is there first, and stays where nothing can move; once the performer shows its first
//! frame the artist draws no more large pictures, only figures.

use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use leptos::task::spawn_local;
use project::{Edit, Expression, Framing, Project, Scene, format};
use ui::browser;
use ui::segment::{Choice, Segment};
use web_sys::HtmlElement;

use crate::desk::{Desk, framed, hang};
use crate::drawers::{BUST, Region};
use crate::easel::{Missed, Order, Place};
use crate::motion::transport::Transport;
use crate::observer::Observer;
use crate::page::Tools;
use crate::performer::{Performer, View};
use crate::photo::Step;
use crate::placing::Placing;
use crate::state::Message;

/// The height of the stage's still picture, in pixels.
const STILL_SIDE: f32 = 1100.0;
/// Least and most pixels to a canvas unit of what the performer draws with: fewer are soft, more
/// take the artist, the line and the card longer than anybody sees.
const FIGURE_SCALE: [f32; 2] = [0.7, 1.25];
/// Most device pixels to a pixel of the page: more are not seen, and cost.
const RATIO_MAX: f64 = 2.0;

const NOT_DRAWN: &str = "Your character could not be drawn just now. It is as it was; change something, \
                         or reload the page, to try again.";

const EXPRESSIONS: &[Choice<Expression>] = &[
    (Expression::Neutral, "Calm"),
    (Expression::Smile, "Smile"),
    (Expression::Laugh, "Laugh"),
    (Expression::Wink, "Wink"),
    (Expression::Surprised, "Oh"),
];
const FRAMINGS: &[Choice<Framing>] = &[(Framing::Bust, "Bust"), (Framing::Full, "Figure")];

/// The character, large, and what it does.
#[component]
pub(crate) fn Stage(desk: Desk) -> impl IntoView {
    let expression = desk.read(|state| state.project().scene.expression);
    let framing = desk.read(|state| state.project().scene.framing);
    view! {
        <section class="stage" aria-label="Stage">
            <Tools desk />
            <Easel desk />
            <Transport desk />
            <div class="row wr poses">
                <Segment
                    label="Expression"
                    choices=EXPRESSIONS
                    chosen=expression
                    choose=move |it| desk.send(Message::Decide(Edit::Expression(it)))
                />
                <Segment
                    label="Frame"
                    choices=FRAMINGS
                    chosen=framing
                    choose=move |it| desk.send(Message::Decide(Edit::Framing(it)))
                />
            </div>
        </section>
    }
}

/// Both pictures, the living one in front.
#[component]
fn Easel(desk: Desk) -> impl IntoView {
    let (still, living) = (NodeRef::<Canvas>::new(), NodeRef::<Canvas>::new());
    let place = NodeRef::<Div>::new();
    let is_drawn = RwSignal::new(false);
    let is_living = desk.read(|state| state.playback.can_play());
    draw_still(desk, still, is_living, is_drawn);
    begin(desk, living);
    perform(desk);
    order_figures(desk, place, is_drawn);
    watch_size(desk, place);
    let has_trouble = desk.read(|state| state.trouble.is_some());
    let ratio = desk.read(|state| {
        let [left, top, right, bottom] = framed(state.project());
        (right - left) / (bottom - top)
    });
    let words = desk.read(|state| {
        let look = &state.project().look;
        let outfit = crate::words::words(look.outfit.label()).to_lowercase();
        format!("Your character in {outfit}, {}.", state.project().scene.expression.label())
    });
    view! {
        <div class="easel" style=move || format!("--ratio:{}", ratio.get())>
            <div class="picture" class:living=is_living node_ref=place role="img" aria-label=words>
                <canvas class="still" node_ref=still></canvas>
                <canvas class="moving" node_ref=living></canvas>
            </div>
            <Placing desk />
            {move || (!is_drawn.get() && !is_living.get() && !has_trouble.get()).then(|| view! {
                <p class="s waits" role="status">"Your character is being drawn."</p>
            })}
        </div>
    }
}

/// The artist's picture, for as long as nothing moves.
fn draw_still(
    desk: Desk,
    canvas: NodeRef<Canvas>,
    is_living: Memo<bool>,
    is_drawn: RwSignal<bool>,
) {
    let easel = StoredValue::new_local(desk.easel());
    let shown = desk.read(|state| {
        let project = state.project();
        (format::save(&still_of(project)).ok(), framed(project))
    });
    Effect::new(move |_| {
        if is_living.get() {
            return;
        }
        let (Some(canvas), (Some(project), region)) = (canvas.get(), shown.get()) else { return };
        let Some(easel) = easel.try_get_value() else { return };
        spawn_local(async move {
            let scale = STILL_SIDE / (region[3] - region[1]);
            match easel.draw(Place::Stage, Order { project, region, scale }).await {
                Ok(drawn) => {
                    hang(&canvas, &drawn);
                    is_drawn.try_set(true);
                }
                Err(Missed::Overtaken) => {}
                Err(Missed::Failed) => desk.send(Message::Failed(NOT_DRAWN.to_owned())),
            }
        });
    });
}

/// The same project for everything that one picture shows.
fn still_of(project: &Project) -> Project {
    let Scene { expression, framing, .. } = project.scene;
    Project { scene: Scene { expression, framing, ..Scene::default() }, ..project.clone() }
}

/// Gives the canvas to a performer, once.
fn begin(desk: Desk, canvas: NodeRef<Canvas>) {
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        if desk.performer().is_none() {
            let heard = move |said| desk.send(Message::Heard(said));
            desk.engage(Performer::start(&canvas, heard));
        }
    });
}

/// Tells the performer what to do, and which face to make.
fn perform(desk: Desk) {
    let performance = desk.read(|state| state.playback.performance(state.project()));
    // Who looks for a face needs the card, and a sheet lies over the stage meanwhile.
    let is_reading = desk.read(|state| matches!(state.photo.step, Step::Reading { .. }));
    let expression = desk.read(|state| state.project().scene.expression);
    Effect::new(move |_| {
        let (performance, is_reading) = (performance.get(), is_reading.get());
        if let Some(performer) = desk.performer() {
            performer.still(!performance.is_playing || is_reading);
            performer.perform(&performance);
        }
    });
    Effect::new(move |_| {
        let (eyes, mouth) = face(expression.get());
        if let Some(performer) = desk.performer() {
            performer.express((!eyes.is_empty()).then_some(eyes));
            performer.wear(&[("mouth", mouth)]);
        }
    });
}

/// What an expression is to the rig: values of parameters, and the mouth's label.
const fn face(expression: Expression) -> (&'static [(&'static str, f32)], &'static str) {
    match expression {
        Expression::Neutral => (&[], "neutral"),
        Expression::Smile => (&[], "smile"),
        Expression::Laugh => {
            (&[("EyeLSmile", 1.0), ("EyeRSmile", 1.0), ("MouthForm", 0.0)], "laugh")
        }
        Expression::Wink => (&[("EyeLSmile", 1.0)], "smile"),
        Expression::Surprised => (&[("EyeLOpen", 1.3), ("EyeROpen", 1.3), ("MouthForm", 0.0)], "o"),
    }
}

/// The same project for everything that is built once and moved.
fn figure_of(project: &Project) -> Project {
    Project { scene: Scene::default(), ..project.clone() }
}

/// Has the artist build what the performer moves, whenever something about it changes; after the
/// first still picture, which people wait for.
fn order_figures(desk: Desk, place: NodeRef<Div>, is_drawn: RwSignal<bool>) {
    let easel = StoredValue::new_local(desk.easel());
    let wanted = desk.read(|state| format::save(&figure_of(state.project())).ok());
    Effect::new(move |_| {
        let (true, Some(project)) = (is_drawn.get(), wanted.get()) else { return };
        let (Some(performer), Some(easel)) = (desk.performer(), easel.try_get_value()) else {
            return;
        };
        if performer.is_lost() {
            return;
        }
        let height = place.get_untracked().map_or(0.0, |it| it.get_bounding_client_rect().height());
        let scale = figure_scale(height * browser::window().device_pixel_ratio().min(RATIO_MAX));
        spawn_local(async move {
            match easel.figure(&project, scale).await {
                Ok(figure) => performer.figure(figure),
                Err(Missed::Overtaken) => {}
                Err(Missed::Failed) => desk.send(Message::Failed(NOT_DRAWN.to_owned())),
            }
        });
    });
}

/// Pixels to a canvas unit for a stage of this height, in device pixels, that shows a bust.
fn figure_scale(height: f64) -> f32 {
    let [least, most] = FIGURE_SCALE;
    let bust = BUST[3] - BUST[1];
    (height as f32 / bust).clamp(least, most)
}

/// Tells the performer how large its canvas is, and what of the character it shows.
fn watch_size(desk: Desk, place: NodeRef<Div>) {
    let observer = StoredValue::new_local(None::<Observer>);
    let region = desk.read(|state| framed(state.project()));
    let tell = move |element: &HtmlElement, region: Region| {
        let ratio = browser::window().device_pixel_ratio().min(RATIO_MAX);
        let bounds = element.get_bounding_client_rect();
        let size = [bounds.width(), bounds.height()].map(|side| (side * ratio).round() as u32);
        let Some(performer) = desk.performer() else { return };
        // While the page is hidden it has no size.
        if size[0] > 0 && size[1] > 0 {
            performer.view(View { size, region, has_ground: true });
        }
    };
    Effect::new(move |_| {
        let (Some(element), region_now) = (place.get(), region.get()) else { return };
        tell(&element, region_now);
        if observer.with_value(Option::is_none) {
            let watched = element.clone();
            let changed = move || {
                if let Some(region) = region.try_get_untracked() {
                    tell(&watched, region);
                }
            };
            observer.set_value(Observer::of_size(&element, changed));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use character::Style;

    #[test]
    fn a_figure_is_the_same_whatever_it_does_and_another_in_other_clothes() {
        let project = Project::surprise(3, Style::default());
        let doing =
            project.with(Edit::Clip("dance_2".to_owned())).with(Edit::Framing(Framing::Full));
        assert_eq!(figure_of(&doing), figure_of(&project));
        assert_ne!(still_of(&doing), still_of(&project), "it is framed otherwise");
        assert_eq!(still_of(&doing.with(Edit::Speed(2.0))), still_of(&doing));
        let other = Project::surprise(4, Style::default());
        assert_ne!(figure_of(&other), figure_of(&project));
    }

    #[test]
    fn a_figure_has_as_many_pixels_as_the_stage_shows() {
        for (height, scale) in [(0.0, 0.7), (600.0, 0.7), (1024.0, 1.0), (4000.0, 1.25)] {
            assert_eq!(figure_scale(height), scale, "{height} pixels");
        }
    }

    #[test]
    fn every_expression_is_another_face() {
        let mut seen = Vec::new();
        for expression in Expression::ALL {
            let made = face(expression);
            assert!(!seen.contains(&made), "{expression:?}");
            seen.push(made);
        }
    }

    #[test]
    fn a_face_is_made_of_parameters_that_the_rig_knows() {
        let known = rig::parameter::standard();
        for expression in Expression::ALL {
            for (id, value) in face(expression).0 {
                let known = known.iter().find(|it| it.id == *id).expect("a standard parameter");
                assert!((known.least..=known.most).contains(value), "{id}");
            }
        }
    }
}
