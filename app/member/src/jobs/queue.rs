//! The queue: how many wait, and where one would stand.

use leptos::prelude::*;

use super::effects::Desk;
use super::words::about;
use crate::terms::tier_name;

/// Shown to members, once it is known.
#[component]
pub(super) fn Queue(desk: Desk) -> impl IntoView {
    let queue = desk.read(|state| state.queue.clone());
    move || {
        queue.get().map(|queue| {
            let place = match queue.next_position {
                1 => "Ordered now, yours would be next".to_owned(),
                n => format!("Ordered now, yours would be number {n}"),
            };
            let tiers = queue.by_tier.iter().filter(|it| it.queued > 0).map(|it| {
                let name = tier_name(&it.tier);
                view! { <div class="row sp"><dt>{name}</dt><dd>{it.queued}</dd></div> }
            });
            let tiers = tiers.collect_view();
            view! {
                <section class="card fold cyan stack" aria-labelledby="queue">
                    <h2 class="h4" id="queue">"The queue"</h2>
                    <p class="s num">
                        {format!(
                            "{place} and begin in {}. {} waiting, {} being worked on.",
                            about(queue.wait_seconds),
                            queue.queued,
                            queue.running,
                        )}
                    </p>
                    <dl class="stack num s lines">{tiers}</dl>
                    <p class="xs">
                        "A larger stake goes first; waiting moves everybody up, so that nobody waits forever."
                    </p>
                </section>
            }
        })
    }
}
