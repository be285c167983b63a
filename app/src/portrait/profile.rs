//! "Use as profile picture": the crop in a circle or a square, at the sizes that sites ask for.

use leptos::prelude::*;
use wire::stylist::Cut;

use super::effects::Desk;
use super::message::Message;
use super::state::Purpose;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::segment::{Choice, Segment};

const CUTS: [Choice<Cut>; 2] = [(Cut::Circle, "Circle"), (Cut::Square, "Square")];
const SIZES: [Choice<u32>; 4] = [(128, "128"), (256, "256"), (512, "512"), (1024, "1024")];

#[component]
pub(crate) fn ProfileDialog() -> impl IntoView {
    let desk: Desk = expect_context();
    let size = desk.read(|state| state.profile_size);
    let crop = desk.read(|state| state.profile_crop);
    let url = desk.read(|state| state.shown().map(|it| it.url.clone()).unwrap_or_default());
    let is_round = move || crop.get() == Cut::Circle;
    let previews = [128, 72, 40]
        .into_iter()
        .map(|side| {
            view! {
                <img class:round=is_round src=url width=side height=side alt="" />
            }
        })
        .collect_view();
    view! {
        <Dialog title="Use as profile picture" close=move || desk.send(Message::CloseOverlay)>
            <div class="profile-previews" role="img" aria-label="The portrait in three small sizes">
                {previews}
            </div>
            <Segment
                label="Cut"
                choices=&CUTS
                chosen=crop
                choose=move |crop| {
                    desk.send(Message::SetProfile { size: size.get_untracked(), crop });
                }
            />
            <Segment
                label="Size in pixels"
                choices=&SIZES
                chosen=size
                choose=move |size| {
                    desk.send(Message::SetProfile { size, crop: crop.get_untracked() });
                }
            />
            <p class="xs">"Most sites cut the circle themselves: take the square there."</p>
            <button class="b" type="button" on:click=move |_| desk.send(Message::Want(Purpose::Profile))>
                {Icon::Download.view()}
                "Download profile picture"
            </button>
        </Dialog>
    }
}
