//! Quorum and approval as pictures: a bar, the mark it has to reach, and the exact numbers in words.

use leptos::prelude::*;
use ui::icon::Icon;
use wire::governance::Tally;

use super::measure::{Approval, Quorum};
use crate::figure::writing;
use crate::share;

/// How many took part, of how many that have to.
#[component]
pub(super) fn QuorumBar(
    tally: Tally,
    /// In a list: the bar and one line.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let quorum = Quorum::of(&tally, writing());
    let Quorum { filled, mark, summary, exact, .. } = quorum;
    view! {
        <Measured
            name="Quorum"
            reached=tally.quorum_reached
            summary
            exact=(!small).then_some(exact)
        >
            <Bar filled against=None mark />
        </Measured>
    }
}

/// How many are for, of how many that have to be.
#[component]
pub(super) fn ApprovalBar(tally: Tally, #[prop(optional)] small: bool) -> impl IntoView {
    let approval = Approval::of(&tally, writing());
    let Approval { filled, mark, summary, exact, is_empty } = approval;
    let against = (!is_empty).then_some(filled);
    view! {
        <Measured
            name="Approval"
            reached=tally.approval_reached
            summary
            exact=(!small).then_some(exact)
        >
            <Bar filled against mark />
        </Measured>
    }
}

/// A name, whether it is reached, the picture, and the numbers.
#[component]
fn Measured(
    name: &'static str,
    reached: bool,
    summary: String,
    exact: Option<String>,
    children: Children,
) -> impl IntoView {
    let mark = reached.then(|| view! { {Icon::Check.view()} <span class="vh">"Reached: "</span> });
    view! {
        <div class="measure" class:reached=reached>
            <p class="row sp">
                <span class="strong">{name}</span>
                <span class="reach num">{mark} {summary}</span>
            </p>
            {children()}
            {exact.map(|exact| view! { <p class="xs num">{exact}</p> })}
        </div>
    }
}

/// The bar. Lengths are ten-thousandths of it; `against` is where the striped part begins.
#[component]
fn Bar(filled: u32, against: Option<u32>, mark: u32) -> impl IntoView {
    // Stripes, so that against is not told by its colour alone.
    let striped = against.filter(|from| *from < share::WHOLE).map(|from| {
        view! { <line class="no" x1=share::css(from) x2="100%" y1="7" y2="7" /> }
    });
    // The end is slanted as on every bar of ours: a corner of the ground lies over it.
    let corner = (against.is_none() && filled > 150 && filled < share::WHOLE).then(|| {
        view! {
            <svg x=share::css(filled) y="0" overflow="visible">
                <path class="ground" d="M.5 -.5V14.5H-10.5z" />
            </svg>
        }
    });
    view! {
        <svg class="votes" width="100%" height="30" aria-hidden="true">
            <rect class="ground" width="100%" height="14" />
            <rect class="yes" width=share::css(filled) height="14" />
            {striped}
            {corner}
            <svg x=share::css(mark) y="0" overflow="visible">
                <path class="needed" d="M0 0V16" />
                <path class="flag" d="M-5 25 0 16 5 25z" />
            </svg>
        </svg>
    }
}
