//! "What I saw": the measured expression and pose, as little bars.

use leptos::prelude::*;
use wire::stylist::Face;

use super::effects::Desk;

/// A head turned this far fills its bar, in degrees.
const DEGREES_MAX: f32 = 45.0;

#[component]
pub(crate) fn WhatISaw() -> impl IntoView {
    let desk: Desk = expect_context();
    let reading = desk.read(|state| state.reading);
    move || {
        reading.get().map(|face| {
            view! {
                <details class="saw">
                    <summary>"What I saw"</summary>
                    <dl>{expression(&face)} {pose(&face)}</dl>
                    <p class="xs">"Measured here from 478 points, used for this portrait, stored nowhere."</p>
                </details>
            }
        })
    }
}

fn expression(face: &Face) -> impl IntoView + use<> {
    let it = face.expression;
    [
        ("Smile", it.smile),
        ("Mouth open", it.mouth_open),
        ("Left eye open", it.eye_openness_left),
        ("Right eye open", it.eye_openness_right),
        ("Left brow raised", it.brow_raise_left),
        ("Right brow raised", it.brow_raise_right),
    ]
    .map(|(name, value)| {
        let percent = (value.clamp(0.0, 1.0) * 100.0).round();
        bar(name, format!("{percent} %"), 0.0, percent)
    })
    .collect_view()
}

fn pose(face: &Face) -> impl IntoView + use<> {
    [("Turned", face.pose.yaw), ("Nodded", face.pose.pitch), ("Tilted", face.pose.roll)]
        .map(|(name, degrees)| {
            // The bar grows from the middle, to the side the head went.
            let share = (degrees / DEGREES_MAX).clamp(-1.0, 1.0) * 50.0;
            bar(name, format!("{degrees:.0}°"), 50.0 + share.min(0.0), share.abs())
        })
        .collect_view()
}

fn bar(name: &'static str, value: String, start: f32, length: f32) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>
                <span class="mini" style=format!("--a:{start:.0}%;--v:{length:.0}%") aria-hidden="true">
                    <i></i>
                </span>
                <span class="num">{value}</span>
            </dd>
        </div>
    }
}
