// A picture of figures laid over what is there, with what surrounds them: contours and glows.
// `src/halo.rs` computes the same on the processor.

struct Halo {
    colour: vec4f,
    // In pixels: how far it reaches, and how soft it is; 0 for a clear edge.
    reach: f32,
    softness: f32,
    unused: vec2f,
}

struct Around {
    size: vec2f,
    n_halos: u32,
    unused: u32,
    halos: array<Halo, 2>,
}

@group(0) @binding(0) var<uniform> around: Around;
@group(0) @binding(1) var figures: texture_2d<f32>;
@group(0) @binding(2) var smoothly: sampler;

const TURN: f32 = 6.283185307;
const RINGS: u32 = 2u;
const SPOKES: u32 = 16u;
const SOFT_RINGS: u32 = 5u;
const SOFT_SPOKES: u32 = 12u;

@vertex
fn whole(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
    return vec4f(f32(index & 1u) * 4.0 - 1.0, f32(index >> 1u) * 4.0 - 1.0, 0.0, 1.0);
}

fn alpha(at: vec2f, far: f32, turn: f32) -> f32 {
    let place = at + far * vec2f(cos(turn), sin(turn));
    return textureSampleLevel(figures, smoothly, place / around.size, 0.0).a;
}

// The most of what is found within the reach.
fn hard(at: vec2f, own: f32, reach: f32) -> f32 {
    var most = own;
    for (var ring = 1u; ring <= RINGS; ring++) {
        for (var spoke = 0u; spoke < SPOKES; spoke++) {
            let turn = TURN * f32(spoke) / f32(SPOKES);
            most = max(most, alpha(at, reach * f32(ring) / f32(RINGS), turn));
        }
    }
    return most;
}

// The mean of what is found, the near counting more.
fn soft(at: vec2f, own: f32, reach: f32, softness: f32) -> f32 {
    var sum = own;
    var weights = 1.0;
    for (var ring = 1u; ring <= SOFT_RINGS; ring++) {
        let share = f32(ring) / f32(SOFT_RINGS);
        let weight = f32(ring) * exp(-3.125 * share * share);
        for (var spoke = 0u; spoke < SOFT_SPOKES; spoke++) {
            // Every other ring is turned by half a spoke.
            let turn = TURN * (f32(spoke) + 0.5 * f32(ring & 1u)) / f32(SOFT_SPOKES);
            sum += weight * alpha(at, reach + 2.5 * softness * share, turn);
            weights += weight;
        }
    }
    return sum / weights;
}

@fragment
fn laid(@builtin(position) position: vec4f) -> @location(0) vec4f {
    let at = position.xy;
    let figure = textureSampleLevel(figures, smoothly, at / around.size, 0.0);
    var out = vec4f(0.0);
    if figure.a < 1.0 {
        for (var k = 0u; k < around.n_halos; k++) {
            let halo = around.halos[k];
            var cover = 0.0;
            if halo.softness > 0.0 {
                cover = soft(at, figure.a, halo.reach, halo.softness);
            } else {
                cover = hard(at, figure.a, halo.reach);
            }
            let covered = cover * halo.colour.a;
            out = vec4f(halo.colour.rgb * covered, covered) + out * (1.0 - covered);
        }
    }
    return figure + out * (1.0 - figure.a);
}
