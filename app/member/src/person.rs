//! A member's round picture, or the first letter of the name.

use leptos::prelude::*;

/// For the eye only: the name stands beside it.
#[component]
pub(crate) fn Face(
    name: String,
    picture: Option<String>,
    #[prop(optional)] large: bool,
) -> impl IntoView {
    let letter: String =
        name.trim_start_matches('@').chars().next().unwrap_or('?').to_uppercase().collect();
    let inside = match picture {
        Some(address) => view! { <img src=address alt="" loading="lazy" /> }.into_any(),
        None => letter.into_any(),
    };
    view! {
        <span class="avatar" class:large=large aria-hidden="true">
            {inside}
        </span>
    }
}
