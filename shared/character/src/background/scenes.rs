//! The six scenes.

use super::ground::{Ground, MAX, MIN};
use crate::geometry::{Path, pt};
use crate::style::{Style, WHITE};

/// The style's own ground, as on the reference sheet.
pub(super) fn studio(it: &mut Ground<'_>) {
    let [a, b, c, d] = [0, 1, 2, 3].map(|index| it.colour(index));
    match it.style() {
        Style::Vibrant => {
            it.field(a.mix(b, 0.2), c.mix(b, 0.15));
            it.disc(pt(512.0, 420.0), 400.0, d.mix(b, 0.25));
            it.season();
        }
        Style::WarmCel => {
            it.field(a, a);
            it.disc(pt(512.0, 430.0), 400.0, b);
            let far = a.mix(c, 0.45);
            it.ridge(
                &[
                    (MIN.x, 780.0),
                    (-200.0, 700.0),
                    (250.0, 690.0),
                    (520.0, 800.0),
                    (800.0, 670.0),
                    (1300.0, 800.0),
                    (MAX.x, 700.0),
                ],
                MAX.y,
                far,
                far.mix(c, 0.25),
            );
            it.ridge(
                &[
                    (MIN.x, 940.0),
                    (-60.0, 900.0),
                    (300.0, 820.0),
                    (600.0, 900.0),
                    (1024.0, 830.0),
                    (MAX.x, 900.0),
                ],
                MAX.y,
                a.mix(c, 0.75),
                c,
            );
        }
        Style::Painterly => {
            it.field(b, a);
            it.season();
            for (spine, width, index, opacity) in [
                ([pt(60.0, 1000.0), pt(120.0, 780.0), pt(70.0, 560.0)], 110.0, 2, 0.55),
                ([pt(150.0, 1020.0), pt(240.0, 860.0), pt(330.0, 760.0)], 90.0, 0, 0.8),
                ([pt(960.0, 1010.0), pt(900.0, 800.0), pt(960.0, 540.0)], 120.0, 2, 0.5),
                ([pt(860.0, 1030.0), pt(800.0, 860.0), pt(740.0, 760.0)], 84.0, 0, 0.8),
                ([pt(840.0, 120.0), pt(900.0, 200.0), pt(990.0, 220.0)], 70.0, 2, 0.4),
                ([pt(60.0, 60.0), pt(110.0, 150.0), pt(90.0, 250.0)], 60.0, 2, 0.35),
            ] {
                let colour = it.colour(index);
                it.leaf(&spine, width, colour, opacity);
            }
        }
        Style::BoldCel => {
            it.field(a, a);
            it.facet(&[(MIN.x, 860.0), (MAX.x, -170.0), (MAX.x, MAX.y), (MIN.x, MAX.y)], b, 1.0);
            let band = d;
            it.facet(
                &[(MIN.x, 846.0), (MAX.x, -184.0), (MAX.x, -158.0), (MIN.x, 872.0)],
                band,
                1.0,
            );
            it.season();
        }
    }
}

/// One large disc over a folded horizon.
pub(super) fn disc(it: &mut Ground<'_>) {
    let [a, b, c, d] = [0, 1, 2, 3].map(|index| it.colour(index));
    let bold = it.style() == Style::BoldCel;
    let (sky, sun) = match it.style() {
        Style::Vibrant => (a, c),
        Style::WarmCel => (b, c.mix(d, 0.4)),
        Style::Painterly => (b, d.mix(c, 0.2)),
        Style::BoldCel => (b, a),
    };
    it.field(sky, if bold { sky } else { b });
    if bold {
        it.season();
    }
    it.disc(pt(512.0, 400.0), 360.0, sun);
    let (lit, dark) = match it.style() {
        Style::Vibrant => (b.mix(a, 0.2), a.mix(b, 0.25)),
        Style::WarmCel => (c, d),
        Style::Painterly => (c.mix(a, 0.4), c),
        Style::BoldCel => (d, c.mix(b, 0.25)),
    };
    let back = [
        (MIN.x, 760.0),
        (-380.0, 560.0),
        (-60.0, 740.0),
        (190.0, 600.0),
        (430.0, 780.0),
        (650.0, 640.0),
        (900.0, 780.0),
        (1130.0, 580.0),
        (1400.0, 760.0),
        (MAX.x, 640.0),
    ];
    it.ridge(&back, MAX.y, lit.mix(sky, 0.35), dark.mix(sky, 0.35));
    let front = [
        (MIN.x, 980.0),
        (-240.0, 820.0),
        (90.0, 960.0),
        (380.0, 850.0),
        (700.0, 980.0),
        (980.0, 830.0),
        (1300.0, 980.0),
        (MAX.x, 860.0),
    ];
    it.ridge(&front, MAX.y, lit, dark);
    if it.style() == Style::Vibrant || it.style() == Style::Painterly {
        it.season();
    }
}

/// Cranes of paper among clouds.
pub(super) fn sky(it: &mut Ground<'_>) {
    let [a, b, c, d] = [0, 1, 2, 3].map(|index| it.colour(index));
    let (top, low, cloud, paper, back) = match it.style() {
        Style::Vibrant => (a.mix(b, 0.5), c, d.mix(WHITE, 0.5), WHITE, c),
        Style::WarmCel => (a, b, b.mix(WHITE, 0.45), b.mix(WHITE, 0.7), c),
        Style::Painterly => (a.mix(c, 0.3), b, d.mix(WHITE, 0.5), d.mix(WHITE, 0.6), c),
        Style::BoldCel => (b, b, d, d, a),
    };
    it.field(top, low);
    for (x, y, size, opacity) in [
        (120.0, 240.0, 180.0, 0.7),
        (930.0, 330.0, 210.0, 0.75),
        (-340.0, 520.0, 240.0, 0.8),
        (1420.0, 640.0, 260.0, 0.8),
        (200.0, 900.0, 260.0, 0.95),
        (860.0, 960.0, 300.0, 0.95),
        (-200.0, 1400.0, 320.0, 0.95),
        (560.0, 1560.0, 360.0, 0.95),
        (1280.0, 1500.0, 340.0, 0.95),
        (100.0, 2050.0, 420.0, 1.0),
        (960.0, 2080.0, 460.0, 1.0),
    ] {
        let is_bold = it.style() == Style::BoldCel;
        // Ink shines through nothing.
        let opacity = if is_bold { 1.0 } else { opacity };
        if is_bold {
            it.cloud(pt(x, y), size * 1.07, c, 1.0);
        }
        it.cloud(pt(x, y), size, cloud, opacity);
        it.cloud(pt(x + size * 0.12, y + size * 0.12), size * 0.7, cloud.mix(top, 0.18), opacity);
    }
    for (x, y, size, turn) in [
        (190.0, 150.0, 96.0, -12.0),
        (860.0, 190.0, 78.0, -20.0),
        (900.0, 640.0, 60.0, 6.0),
        (110.0, 560.0, 54.0, -6.0),
        (-240.0, 260.0, 90.0, -10.0),
        (1280.0, 420.0, 84.0, -16.0),
        (70.0, 1200.0, 80.0, -10.0),
        (980.0, 1240.0, 90.0, -14.0),
    ] {
        if it.style() == Style::BoldCel {
            it.crane(pt(x + 5.0, y + 6.0), size * 1.05, turn, c, c);
        }
        it.crane(pt(x, y), size, turn, paper, back);
    }
    if it.style() == Style::Vibrant {
        for (x, y, size) in
            [(330.0, 110.0, 16.0), (740.0, 90.0, 20.0), (60.0, 400.0, 14.0), (980.0, 470.0, 16.0)]
        {
            it.sparkle(pt(x, y), size, WHITE);
        }
    }
}

/// A town of folded roofs at night.
pub(super) fn town(it: &mut Ground<'_>) {
    let [a, b, c, d] = [0, 1, 2, 3].map(|index| it.colour(index));
    let (top, low, wall, roof, lamp) = match it.style() {
        Style::Vibrant => (a.mix(crate::style::hex(0), 0.25), b, a, b.mix(c, 0.4), d),
        Style::WarmCel => (
            d.mix(crate::style::hex(0x3A_1E2A), 0.45),
            c,
            d.mix(crate::style::hex(0x2A_1420), 0.6),
            d,
            b,
        ),
        Style::Painterly => (
            a.mix(crate::style::hex(0x4A_5A78), 0.55),
            d,
            c.mix(crate::style::hex(0x4A_4A58), 0.5),
            c.mix(crate::style::hex(0xB0_6A58), 0.45),
            d,
        ),
        Style::BoldCel => (c, c, b.mix(c, 0.35), b, a),
    };
    it.field(top, low);
    it.disc(pt(760.0, 230.0), 120.0, lamp.mix(WHITE, 0.4));
    for (x, y, size) in [
        (140.0, 120.0, 12.0),
        (330.0, 200.0, 9.0),
        (520.0, 90.0, 14.0),
        (920.0, 420.0, 9.0),
        (90.0, 380.0, 10.0),
        (-220.0, 180.0, 14.0),
        (1260.0, 140.0, 12.0),
        (1400.0, 380.0, 10.0),
    ] {
        it.sparkle(pt(x, y), size, lamp.mix(WHITE, 0.5));
    }
    let rows = [(0.55, 560.0, 150.0), (0.25, 700.0, 190.0), (0.0, 880.0, 240.0)];
    for (row, (fade, y, width)) in rows.into_iter().enumerate() {
        let mut x = MIN.x - 60.0 * row as f32;
        let mut index = row * 3;
        while x < MAX.x {
            let wide = width * (0.8 + 0.4 * ((index * 37 % 11) as f32 / 11.0));
            let rise = 150.0 * ((index * 53 % 7) as f32 / 7.0);
            house(
                it,
                (x, y - rise, wide),
                wall.mix(low, fade),
                roof.mix(low, fade),
                lamp.mix(low, fade * 0.7),
            );
            x += wide * 0.94;
            index += 1;
        }
    }
}

/// A wall, a roof of two facets, and some lit windows.
fn house(
    it: &mut Ground<'_>,
    (x, y, wide): (f32, f32, f32),
    wall: crate::style::Colour,
    roof: crate::style::Colour,
    lamp: crate::style::Colour,
) {
    let high = wide * 0.46;
    it.facet(&[(x, y), (x + wide, y), (x + wide, MAX.y), (x, MAX.y)], wall, 1.0);
    it.facet(
        &[(x + wide * 0.7, y), (x + wide, y), (x + wide, MAX.y), (x + wide * 0.7, MAX.y)],
        wall.mix(crate::style::hex(0), 0.2),
        1.0,
    );
    it.facet(
        &[(x - 14.0, y + 8.0), (x + wide * 0.36, y - high), (x + wide * 0.7, y + 8.0)],
        roof,
        1.0,
    );
    it.facet(
        &[
            (x + wide * 0.36, y - high),
            (x + wide * 0.7, y + 8.0),
            (x + wide + 14.0, y + 8.0),
            (x + wide * 0.8, y - high),
        ],
        roof.mix(crate::style::hex(0), 0.28),
        1.0,
    );
    for row in 0..5 {
        for column in 0..2 {
            let lit = (x as i32 / 7 + row * 5 + column * 3).rem_euclid(3) != 0;
            let (wx, wy) = (x + wide * (0.12 + 0.30 * column as f32), y + 44.0 + row as f32 * 92.0);
            let colour = if lit { lamp } else { wall.mix(roof, 0.3) };
            it.facet(
                &[(wx, wy), (wx + wide * 0.17, wy), (wx + wide * 0.17, wy + 46.0), (wx, wy + 46.0)],
                colour,
                1.0,
            );
        }
    }
}

/// A hill with leaves, and light from above.
pub(super) fn meadow(it: &mut Ground<'_>) {
    let [a, b, c, d] = [0, 1, 2, 3].map(|index| it.colour(index));
    let green = crate::style::hex(0x6F_B98A);
    let (top, low, lit, dark) = match it.style() {
        Style::Vibrant => (b, d, green.mix(b, 0.25).saturate(1.2), green.mix(a, 0.55)),
        Style::WarmCel => (b, a, green.mix(a, 0.5), green.mix(c, 0.55)),
        Style::Painterly => (b, d, c, c.mix(green, 0.6).mix(crate::style::hex(0x4A_6650), 0.25)),
        Style::BoldCel => (a, a, green.saturate(1.4), green.mix(c, 0.55)),
    };
    it.field(top, low);
    it.disc(pt(250.0, 240.0), 170.0, low.mix(WHITE, 0.5));
    it.ridge(
        &[
            (MIN.x, 700.0),
            (-300.0, 620.0),
            (120.0, 760.0),
            (480.0, 640.0),
            (860.0, 760.0),
            (1180.0, 600.0),
            (MAX.x, 740.0),
        ],
        MAX.y,
        lit.mix(top, 0.45),
        dark.mix(top, 0.45),
    );
    it.ridge(
        &[
            (MIN.x, 900.0),
            (60.0, 820.0),
            (420.0, 900.0),
            (840.0, 800.0),
            (1240.0, 900.0),
            (MAX.x, 820.0),
        ],
        MAX.y,
        lit,
        lit.mix(dark, 0.5),
    );
    for i in 0..44 {
        let u = i as f32 / 43.0;
        let x = MIN.x + (MAX.x - MIN.x) * u;
        let tall = 110.0 + 70.0 * ((i * 29 % 13) as f32 / 13.0);
        let lean = 46.0 * (((i * 17 % 9) as f32 / 9.0) - 0.5);
        let y = 1060.0 + 40.0 * ((i * 41 % 7) as f32 / 7.0);
        let colour = if i % 3 == 0 { dark } else { lit.mix(dark, 0.5) };
        it.leaf(
            &[pt(x, y), pt(x + lean * 0.4, y - tall * 0.6), pt(x + lean, y - tall)],
            34.0,
            colour,
            1.0,
        );
    }
    it.region(Path::rectangle(MIN.x, 1030.0, MAX.x, MAX.y), lit.mix(dark, 0.35), 1.0);
    for i in 0..30 {
        let x = MIN.x + (MAX.x - MIN.x) * ((i * 61 % 97) as f32 / 97.0);
        let y = 1110.0 + 1150.0 * ((i * 43 % 89) as f32 / 89.0);
        it.leaf(
            &[pt(x, y), pt(x + 8.0, y - 46.0), pt(x + 26.0, y - 84.0)],
            24.0,
            if i % 2 == 0 { dark } else { lit },
            0.9,
        );
    }
    if it.style() == Style::Vibrant || it.style() == Style::Painterly {
        it.season();
    }
}

/// Speed lines from the middle, with dots.
pub(super) fn burst(it: &mut Ground<'_>) {
    let [a, b, c, d] = [0, 1, 2, 3].map(|index| it.colour(index));
    let (field, ray) = match it.style() {
        Style::Vibrant => (a, b),
        Style::WarmCel => (a, b),
        Style::Painterly => (b, a),
        Style::BoldCel => (a, d),
    };
    it.field(field, if it.style() == Style::Vibrant { c } else { field });
    let centre = pt(512.0, 470.0);
    const RAYS: usize = 28;
    for i in 0..RAYS {
        let turn = std::f32::consts::TAU / RAYS as f32;
        let angle = i as f32 * turn + 0.05 * ((i * 7 % 5) as f32);
        let half = turn * (0.16 + 0.12 * ((i * 11 % 7) as f32 / 7.0));
        let far = |angle: f32| {
            let (sin, cos) = angle.sin_cos();
            (centre.x + cos * 2600.0, centre.y + sin * 2600.0)
        };
        let near = 250.0 + 110.0 * ((i * 13 % 9) as f32 / 9.0);
        let (sin, cos) = angle.sin_cos();
        let root = (centre.x + cos * near, centre.y + sin * near);
        it.facet(&[root, far(angle - half), far(angle + half)], ray, 0.9);
    }
    match it.style() {
        Style::BoldCel => {
            it.dots(-280.0, 22, c, 0.18);
            it.facet(&[(MIN.x, 1180.0), (MAX.x, 760.0), (MAX.x, MAX.y), (MIN.x, MAX.y)], b, 1.0);
        }
        Style::Vibrant => {
            it.disc(centre, 380.0, d.mix(b, 0.2));
            it.season();
        }
        Style::Painterly => it.season(),
        Style::WarmCel => it.disc(centre, 330.0, b.mix(WHITE, 0.25)),
    }
}
