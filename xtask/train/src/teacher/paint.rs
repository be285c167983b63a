//! Light into bands, colours into the style's palette.

use super::Study;
use super::field::{Field, mix, smoothstep};
use super::recipes::{Palette, Recipe, Tone};

/// Bands, tints, glow and eyes; everything but the lines.
pub(super) fn paint(flat: &Field, study: &Study, recipe: &Recipe) -> Field {
    let (tone, palette) = (&recipe.tone, &recipe.palette);
    let (lab, face) = (&study.lab, &study.face);
    let around = lab.blurred(3.0);
    let painted = flat.map(|i, [l, a, b, _]| {
        let skinness = face.skinness.values[i];
        let (banded, light) = band(l, tone);
        let hair = study.hair.mask.values[i];
        let (combed, combed_light) = hair_tone(l, study.hair.mean.texels[i][0], tone);
        let (banded, light) = (mix(banded, combed, hair), mix(light, combed_light, hair));
        let form = face.form.texels[i];
        let own_mean = face.skin.texels[i];
        let (skin, skin_light) = skin_tone(mix(l, form[0], 0.85), own_mean[0], tone);
        // Brows, lashes and irises keep their own light: bands are for large forms.
        let own = face.eyes.values[i].max(face.lips.values[i]);
        let banded = mix(banded, l, 0.75 * own);
        let toned = mix(banded, skin, skinness);
        let light = mix(light, skin_light, skinness);
        // One skin colour, a little warmer where the form is.
        let even = skinness * tone.skin_flatness;
        let a = mix(a, mix(form[1], own_mean[1], 0.5), even);
        let b = mix(b, mix(form[2], own_mean[2], 0.5), even);
        let combed = 1.0 + (tone.hair_chroma - 1.0) * hair;
        let (a, b) = (a * combed, b * combed);
        // Shade on skin is warm: blood shows where light does not.
        let flush = skinness * (1.0 - skin_light) * tone.skin_flush;
        let (a, b) = (a + flush, b + 0.4 * flush);
        let graded = grade([toned, a, b], light, [skinness, own], palette);
        let graded = whiten_teeth(graded, lab.texels[i], face.lips.values[i]);
        let eye = face.eyes.values[i];
        if eye < 0.01 {
            return graded;
        }
        enliven(graded, [lab.texels[i], around.texels[i], face.skin.texels[i]], eye)
    });
    if palette.glow > 0.0 { glow(&painted, palette.glow) } else { painted }
}

/// Differences to a mean are smaller than lightness itself: their steps are steeper.
const RELATIVE: f32 = 3.0;

/// A soft step from 0 to 1.
fn step(value: f32, edge: f32, sharpness: f32) -> f32 {
    0.5 + 0.5 * ((value - edge) * sharpness).tanh()
}

/// The banded lightness, and how much the pixel is in the light (`0.0..=1.0`).
fn band(l: f32, tone: &Tone) -> (f32, f32) {
    let mut level = tone.floor;
    let mut below = tone.floor;
    let mut light = 0.0;
    for &(edge, next) in &tone.bands {
        let s = step(l, edge, tone.sharpness);
        level += (next - below) * s;
        below = next;
        light += s / tone.bands.len() as f32;
    }
    // Deep blacks and bright whites keep to the ends instead of joining their band's middle.
    let level = mix(level, l, (1.0 - smoothstep(0.02, 0.16, l)).max(smoothstep(0.93, 1.0, l)));
    (mix(l, level, tone.strength), light)
}

/// Skin is banded around its own mean, so that dark skin keeps its form and fair skin its colour.
fn skin_tone(l: f32, mean: f32, tone: &Tone) -> (f32, f32) {
    let base = mix(l, mean, tone.skin_flatness);
    let shade = step(mean - 0.045, l, RELATIVE * tone.sharpness);
    let light = step(l, mean + 0.060, RELATIVE * tone.sharpness);
    let lift = tone.skin_lift * (1.0 - smoothstep(0.75, 0.95, mean));
    let toned =
        base + lift - tone.skin_shade * shade * (0.4 + 0.8 * mean) + tone.skin_light * light;
    (toned, (1.0 - shade) * (0.75 + 0.25 * light))
}

/// Hair is banded around its own mean too: shade, colour, and a band of light where it bends.
fn hair_tone(l: f32, mean: f32, tone: &Tone) -> (f32, f32) {
    let apart = l - mean;
    let shade = step(-0.028, apart, RELATIVE * tone.sharpness);
    let light = step(apart, 0.034, RELATIVE * tone.sharpness);
    let base = mix(l, mean, tone.hair_flatness);
    let room = 0.35 + 0.65 * smoothstep(0.05, 0.5, mean);
    let toned = base - tone.hair_shade * shade * room + tone.hair_light * light;
    (toned, 0.5 + 0.5 * light - 0.5 * shade)
}

fn grade(
    [l, a, b]: [f32; 3],
    light: f32,
    [skinness, own]: [f32; 2],
    palette: &Palette,
) -> [f32; 4] {
    let l = l.clamp(0.0, 1.0).powf(palette.gamma);
    let l = palette.black + (palette.white - palette.black) * l;
    let chroma = (a * a + b * b).sqrt();
    // Strong colours need no boost; greys must stay grey, or noise turns into confetti.
    let boost = 1.0
        + (palette.chroma - 1.0)
            * smoothstep(0.0, 0.05, chroma)
            * (1.0 - smoothstep(0.10, 0.42, chroma));
    let pull = palette.hue_pull * (1.0 - (1.0 - 0.6 * palette.on_skin) * skinness.max(own));
    let a = mix(a * boost, palette.hue[0], pull);
    let b = mix(b * boost, palette.hue[1], pull);
    let tint: [f32; 2] =
        std::array::from_fn(|i| mix(palette.shade_tint[i], palette.light_tint[i], light));
    let gentle = 1.0 - ((1.0 - palette.on_skin) * skinness).max(0.6 * own);
    [l, a + tint[0] * gentle, b + tint[1] * gentle, 0.0]
}

/// Teeth: bright and of little colour, inside the lips.
fn whiten_teeth([l, a, b, _]: [f32; 4], sharp: [f32; 4], lips: f32) -> [f32; 4] {
    let chroma = (sharp[1] * sharp[1] + sharp[2] * sharp[2]).sqrt();
    let tooth = lips * smoothstep(0.60, 0.72, sharp[0]) * (1.0 - smoothstep(0.030, 0.052, chroma));
    [mix(l, l.max(0.93), tooth * 0.8), a * (1.0 - 0.7 * tooth), b * (1.0 - 0.7 * tooth), 0.0]
}

/// Eyes: more contrast, more colour, a lifted highlight.
fn enliven(graded: [f32; 4], [sharp, around, skin]: [[f32; 4]; 3], eye: f32) -> [f32; 4] {
    let detail = sharp[0] - around[0];
    let highlight = smoothstep(0.05, 0.16, detail) * smoothstep(0.3, 0.55, sharp[0]);
    let l = graded[0] + 0.7 * detail * eye;
    let l = mix(l, 0.98, highlight * eye * 0.8);
    // Only what is not skin: the iris, not the lids.
    let apart = ((sharp[1] - skin[1]).powi(2) + (sharp[2] - skin[2]).powi(2)).sqrt();
    let gain = 1.0 + 0.6 * eye * smoothstep(0.03, 0.08, apart) * (1.0 - highlight);
    [l.clamp(0.0, 1.0), graded[1] * gain, graded[2] * gain, 0.0]
}

/// Light spills from bright places over their surroundings.
fn glow(painted: &Field, strength: f32) -> Field {
    let bright = painted.map(|_, [l, a, b, _]| {
        let amount = smoothstep(0.62, 0.95, l);
        [l * amount, a * amount, b * amount, amount]
    });
    let spill = bright.widely_blurred(11.0);
    painted.map(|i, [l, a, b, _]| {
        let [_, ga, gb, amount] = spill.texels[i];
        let t = strength * amount;
        [l + (1.0 - l) * t * 0.55, a + ga * t * 0.35, b + gb * t * 0.35, 0.0]
    })
}
