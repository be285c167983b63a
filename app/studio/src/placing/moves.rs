//! What drags and keys do to what is worn. Pure.

use character::accessory::Worn;

use crate::drawers::Region;

/// A press of a key moves, turns and resizes by this; with Shift by that.
const SHIFT_STEPS: [f32; 2] = [4.0, 24.0];
const TURN_STEPS: [f32; 2] = [2.0, 15.0];
const SCALE_STEPS: [f32; 2] = [1.02, 1.12];
/// No frame is smaller than this, in canvas units: it has to be hit.
const SIDE_MIN: f32 = 76.0;
/// Nearer to the anchor than this a pointer turns and resizes nothing.
const REACH_MIN: f32 = 12.0;

/// What is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Handle {
    /// To move it.
    Whole,
    Turn,
    Size,
}

/// A drag that is on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hold {
    pub(super) handle: Handle,
    /// As it was when the drag began.
    pub(super) worn: Worn,
    /// Where it began, in canvas units.
    pub(super) from: [f32; 2],
    /// The picture's left and top on the page, in pixels.
    pub(super) origin: [f32; 2],
    /// Canvas units to a pixel of the page.
    pub(super) units: f32,
    pub(super) region: Region,
}

impl Hold {
    /// A place on the page, in canvas units.
    pub(super) fn place(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let [left, top, ..] = self.region;
        [left + (x - self.origin[0]) * self.units, top + (y - self.origin[1]) * self.units]
    }
}

/// Where what is worn is turned and scaled about.
fn pivot(worn: Worn) -> [f32; 2] {
    let anchor = worn.accessory.anchor();
    [anchor.x + worn.x, anchor.y + worn.y]
}

/// After a drag to a place, in canvas units.
pub(super) fn dragged(hold: &Hold, to: [f32; 2]) -> Worn {
    let worn = hold.worn;
    let centre = pivot(worn);
    let arm = |place: [f32; 2]| [place[0] - centre[0], place[1] - centre[1]];
    let ([from_x, from_y], [to_x, to_y]) = (arm(hold.from), arm(to));
    let (before, after) = (from_x.hypot(from_y), to_x.hypot(to_y));
    let moved = match hold.handle {
        Handle::Whole => {
            Worn { x: worn.x + to[0] - hold.from[0], y: worn.y + to[1] - hold.from[1], ..worn }
        }
        _ if before < REACH_MIN || after < REACH_MIN => worn,
        Handle::Turn => {
            let turn = to_y.atan2(to_x) - from_y.atan2(from_x);
            Worn { turn: worn.turn + turn.to_degrees(), ..worn }
        }
        Handle::Size => Worn { scale: worn.scale * after / before, ..worn },
    };
    rounded(moved.bounded())
}

/// After a key; none for keys that mean nothing here.
pub(super) fn nudged(worn: Worn, key: &str, is_far: bool) -> Option<Worn> {
    let step = |steps: [f32; 2]| steps[usize::from(is_far)];
    let (shift, turn, scale) = (step(SHIFT_STEPS), step(TURN_STEPS), step(SCALE_STEPS));
    let moved = match key {
        "ArrowLeft" => Worn { x: worn.x - shift, ..worn },
        "ArrowRight" => Worn { x: worn.x + shift, ..worn },
        "ArrowUp" => Worn { y: worn.y - shift, ..worn },
        "ArrowDown" => Worn { y: worn.y + shift, ..worn },
        "+" | "=" => Worn { scale: worn.scale * scale, ..worn },
        "-" | "_" => Worn { scale: worn.scale / scale, ..worn },
        "[" | "{" => Worn { turn: worn.turn - turn, ..worn },
        "]" | "}" => Worn { turn: worn.turn + turn, ..worn },
        _ => return None,
    };
    Some(rounded(moved.bounded()))
}

/// As precise as is seen: tenths of a unit and of a degree, thousandths of the size.
fn rounded(worn: Worn) -> Worn {
    let to = |value: f32, steps: f32| (value * steps).round() / steps;
    Worn {
        accessory: worn.accessory,
        x: to(worn.x, 10.0),
        y: to(worn.y, 10.0),
        turn: to(worn.turn, 10.0).rem_euclid(360.0),
        scale: to(worn.scale, 1000.0),
    }
}

/// The frame around what is worn, as a style: in parts of a picture that shows `region`.
pub(super) fn frame(worn: Worn, region: Region) -> String {
    let bounds = worn.accessory.bounds();
    let anchor = worn.accessory.anchor();
    let [left, top, right, bottom] = region;
    let size = [bounds.width(), bounds.height()].map(|it| (it * worn.scale).max(SIDE_MIN));
    let middle = [
        f32::midpoint(bounds.min.x, bounds.max.x) - anchor.x,
        f32::midpoint(bounds.min.y, bounds.max.y) - anchor.y,
    ];
    let (sine, cosine) = worn.turn.to_radians().sin_cos();
    let [x, y] = pivot(worn);
    let centre = [
        x + (middle[0] * cosine - middle[1] * sine) * worn.scale,
        y + (middle[0] * sine + middle[1] * cosine) * worn.scale,
    ];
    let across = |value: f32| value / (right - left) * 100.0;
    let down = |value: f32| value / (bottom - top) * 100.0;
    format!(
        "left:{:.3}%;top:{:.3}%;width:{:.3}%;height:{:.3}%;transform:rotate({:.1}deg)",
        across(centre[0] - size[0] / 2.0 - left),
        down(centre[1] - size[1] / 2.0 - top),
        across(size[0]),
        down(size[1]),
        worn.turn,
    )
}

/// Where it is, for people.
pub(super) fn said(worn: Worn) -> String {
    if worn == Worn::new(worn.accessory) {
        return "where it belongs".to_owned();
    }
    let mut parts = Vec::new();
    for (value, more, less) in [(worn.x, "right", "left"), (worn.y, "down", "up")] {
        if value.abs() >= 0.5 {
            parts.push(format!("{:.0} {}", value.abs(), if value > 0.0 { more } else { less }));
        }
    }
    if worn.turn.round() != 0.0 {
        parts.push(format!("turned {:.0}°", worn.turn));
    }
    parts.push(format!("{:.0} %", worn.scale * 100.0));
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawers::BUST;
    use character::accessory::Accessory;

    fn hold(handle: Handle, worn: Worn, from: [f32; 2]) -> Hold {
        Hold { handle, worn, from, origin: [100.0, 50.0], units: 2.0, region: BUST }
    }

    #[test]
    fn a_drag_moves_by_as_much_as_the_pointer_in_units_of_the_canvas() {
        let cap = Worn::new(Accessory::Cap);
        let hold = hold(Handle::Whole, cap, [512.0, 200.0]);
        assert_eq!(hold.place([100.0, 50.0]), [0.0, 0.0]);
        assert_eq!(hold.place([110.0, 45.0]), [20.0, -10.0]);
        assert_eq!(dragged(&hold, [532.0, 170.0]), Worn { x: 20.0, y: -30.0, ..cap });
        assert_eq!(dragged(&hold, [9e9, f32::NAN]), Worn { x: Worn::SHIFT_MAX, y: 0.0, ..cap });
    }

    #[test]
    fn handles_turn_and_resize_about_the_anchor() {
        let cap = Worn { x: 10.0, ..Worn::new(Accessory::Cap) };
        let centre = pivot(cap);
        let right = [centre[0] + 100.0, centre[1]];
        let below = [centre[0], centre[1] + 100.0];
        let turned = dragged(&hold(Handle::Turn, cap, right), below);
        assert_eq!(turned, Worn { turn: 90.0, ..cap });
        let far = [centre[0] + 150.0, centre[1]];
        assert_eq!(dragged(&hold(Handle::Size, cap, right), far), Worn { scale: 1.5, ..cap });
        let tiny = [centre[0] + 13.0, centre[1]];
        assert_eq!(dragged(&hold(Handle::Size, cap, right), tiny).scale, Worn::SCALE.0);
        assert_eq!(dragged(&hold(Handle::Turn, cap, centre), below), cap, "no arm, no turn");
    }

    #[test]
    fn every_key_has_its_counter_key() {
        let bow = Worn::new(Accessory::HairBow);
        for (there, back) in
            [("ArrowLeft", "ArrowRight"), ("ArrowUp", "ArrowDown"), ("+", "-"), ("[", "]")]
        {
            for is_far in [false, true] {
                let moved = nudged(bow, there, is_far).expect("a key");
                assert_ne!(moved, bow, "{there}");
                assert_eq!(nudged(moved, back, is_far), Some(bow), "{there} {back}");
            }
        }
        assert_eq!(nudged(bow, "a", false), None);
        assert_eq!(nudged(bow, "Tab", false), None);
    }

    #[test]
    fn every_frame_lies_around_its_anchor_and_can_be_hit() {
        for accessory in Accessory::ALL {
            let bounds = accessory.bounds();
            assert!(bounds.width() > 20.0 && bounds.height() > 20.0, "{accessory:?}: {bounds:?}");
            let anchor = accessory.anchor();
            let near = bounds.grown(120.0);
            assert!((near.min.x..near.max.x).contains(&anchor.x), "{accessory:?}: {bounds:?}");
            assert!((near.min.y..near.max.y).contains(&anchor.y), "{accessory:?}: {bounds:?}");
        }
        let style = frame(Worn { x: 102.4, ..Worn::new(Accessory::RoundGlasses) }, BUST);
        let plain = frame(Worn::new(Accessory::RoundGlasses), BUST);
        let left = |style: &str| -> f32 {
            let value = style.strip_prefix("left:").and_then(|it| it.split('%').next());
            value.and_then(|it| it.parse().ok()).expect("a number")
        };
        assert!((left(&style) - left(&plain) - 10.0).abs() < 0.01, "{style} {plain}");
    }

    #[test]
    fn words_tell_where_it_is() {
        let cap = Worn::new(Accessory::Cap);
        assert_eq!(said(cap), "where it belongs");
        let moved = Worn { x: -12.4, y: 3.0, turn: 350.0, scale: 1.1, ..cap };
        assert_eq!(said(moved), "12 left, 3 down, turned 350°, 110 %");
    }
}
