//! Several faces: the visitor chooses one.

use leptos::prelude::*;

use super::effects::Desk;
use super::message::Message;
use crate::ui::icon::Icon;
use ui::vision::FaceBox;

/// A face takes this much more room than its points on each side.
const MARGIN: f32 = 0.18;

#[component]
pub(crate) fn Pick() -> impl IntoView {
    let desk: Desk = expect_context();
    let photo = desk.state.with_untracked(|state| state.photo.clone());
    let faces = desk.state.with_untracked(|state| state.faces.clone());
    let Some(photo) = photo else { return ().into_any() };
    let n_faces = faces.len();
    let buttons = in_reading_order(&faces)
        .into_iter()
        .enumerate()
        .map(|(place, face)| {
            let label = format!("Face {} of {n_faces}, from the left", place + 1);
            let pick = move |_| desk.send(Message::PickFace(face));
            let style = frame(&faces[face]);
            view! {
                <button class="face" type="button" aria-label=label style=style on:click=pick>
                    <span>{place + 1}</span>
                </button>
            }
        })
        .collect_view();
    let rest = if n_faces == 2 {
        "Tap the one you want. The other is left out."
    } else {
        "Tap the one you want. The others are left out."
    };
    let title = match n_faces {
        2 => "I see two faces.".to_owned(),
        3 => "I see three faces.".to_owned(),
        n => format!("I see {n} faces."),
    };
    let ratio = format!("aspect-ratio:{}/{}", photo.width, photo.height);
    let width = format!("--ratio:{}", f64::from(photo.width) / f64::from(photo.height));
    view! {
        <div class="hd">
            <div>
                <h1 id="step-title" tabindex="-1">{title}</h1>
                <p class="lead">{rest}</p>
            </div>
            <div class="row wr">
                <button class="q soft" type="button" on:click=move |_| desk.send(Message::DrawWhole)>
                    {Icon::Picture.view()}
                    "Draw the whole picture"
                </button>
                <button class="tl" type="button" on:click=move |_| desk.send(Message::StartOver)>
                    "Start over"
                </button>
            </div>
        </div>
        <div class="crowd" style=width>
            <div class="crowd-photo" style=ratio>
                <img src=photo.url alt="Your picture" />
                {buttons}
            </div>
        </div>
    }
    .into_any()
}

/// The places of the faces, from left to right.
fn in_reading_order(faces: &[FaceBox]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..faces.len()).collect();
    order.sort_by(|a, b| faces[*a].x.total_cmp(&faces[*b].x));
    order
}

fn frame(face: &FaceBox) -> String {
    let left = (face.x - face.width * MARGIN).max(0.0);
    let top = (face.y - face.height * MARGIN * 2.0).max(0.0);
    let right = (face.x + face.width * (1.0 + MARGIN)).min(1.0);
    let bottom = (face.y + face.height * (1.0 + MARGIN)).min(1.0);
    format!(
        "left:{:.2}%;top:{:.2}%;width:{:.2}%;height:{:.2}%",
        left * 100.0,
        top * 100.0,
        (right - left) * 100.0,
        (bottom - top) * 100.0
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(x: f32) -> FaceBox {
        FaceBox { x, y: 0.2, width: 0.2, height: 0.3 }
    }

    #[test]
    fn faces_are_numbered_from_the_left() {
        assert_eq!(in_reading_order(&[face(0.6), face(0.1), face(0.3)]), vec![1, 2, 0]);
    }

    #[test]
    fn a_frame_stays_inside_the_picture() {
        let style = frame(&FaceBox { x: 0.0, y: 0.0, width: 1.0, height: 1.0 });
        assert_eq!(style, "left:0.00%;top:0.00%;width:100.00%;height:100.00%");
    }
}
