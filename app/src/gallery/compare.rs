//! Two portraits side by side.

use leptos::prelude::*;

use super::shelf::Shelf;
use super::update::Message;
use crate::styles::label_of;
use crate::ui::dialog::Dialog;

#[component]
pub(super) fn Compare(shelf: Shelf) -> impl IntoView {
    let pair = shelf.state.with_untracked(|state| {
        let find = |id: &String| state.pieces.iter().find(|piece| piece.keepsake.id == *id);
        state.marked.iter().filter_map(find).cloned().collect::<Vec<_>>()
    });
    let figures = pair
        .into_iter()
        .map(|piece| {
            let (style, _) = label_of(&piece.keepsake.style);
            view! {
                <figure>
                    <img src=piece.url width="512" height="512" alt=piece.keepsake.name.clone() />
                    <figcaption>
                        <span class="strong">{piece.keepsake.name}</span>
                        <span class="xs">{style}</span>
                    </figcaption>
                </figure>
            }
        })
        .collect_view();
    view! {
        <Dialog title="Side by side" wide=true close=move || shelf.send(Message::CloseCompare)>
            <div class="pair">{figures}</div>
        </Dialog>
    }
}
