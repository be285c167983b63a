// Figures of one kind, each an instance. All tables are textures of 16-byte entries, 2048 to a
// row: WebGL2 has no storage buffers. `src/reference.rs` computes the same on the processor.

struct Settings {
    // From the scene's canvas to clip space: factors, then shifts.
    view: vec4f,
    n_bones: u32,
    n_slots: u32,
    n_vertices: u32,
    side: f32,
}

@group(0) @binding(0) var<uniform> settings: Settings;
@group(0) @binding(1) var palettes: texture_2d<f32>;
@group(0) @binding(2) var dresses: texture_2d<u32>;
@group(0) @binding(3) var shapes: texture_2d<f32>;
@group(0) @binding(4) var parts: texture_2d<f32>;
@group(0) @binding(5) var atlas: texture_2d_array<f32>;
@group(0) @binding(6) var smoothly: sampler;

const NONE: u32 = 0xffffu;
const ADDITIVE: u32 = 1u << 24u;

struct Vertex {
    @builtin(vertex_index) index: u32,
    @location(0) at: vec2f,
    @location(1) uv: vec2f,
    @location(2) weights: vec4f,
    @location(3) bones: vec4u,
    // Slot, part, the slot that cuts, that slot's bone.
    @location(4) place: vec4u,
    // The instance: a, b, c, d.
    @location(5) linear: vec4f,
    // tx, ty as bits, pose and dress, shape and opacity.
    @location(6) rest: vec4u,
}

struct Fragment {
    @builtin(position) at: vec4f,
    @location(0) uv: vec2f,
    @location(1) mask_uv: vec2f,
    @location(2) @interpolate(flat) tint: vec4f,
    @location(3) @interpolate(flat) bounds: vec4f,
    @location(4) @interpolate(flat) mask_bounds: vec4f,
    // Layer, the mask's layer, whether there is a mask.
    @location(5) @interpolate(flat) layers: vec3u,
}

fn place(index: u32) -> vec2u {
    return vec2u(index & 2047u, index >> 11u);
}

struct Bone {
    linear: vec4f,
    shift: vec2f,
}

fn bone(row: u32, at: u32) -> Bone {
    let first = 2u * (row * settings.n_bones + at);
    return Bone(
        textureLoad(palettes, place(first), 0),
        textureLoad(palettes, place(first + 1u), 0).xy,
    );
}

fn carried(by: Bone, at: vec2f) -> vec2f {
    return by.linear.xy * at.x + by.linear.zw * at.y + by.shift;
}

fn carried_back(by: Bone, at: vec2f) -> vec2f {
    let moved = at - by.shift;
    let l = by.linear;
    let determinant = l.x * l.w - l.y * l.z;
    let back = vec2f(l.w * moved.x - l.z * moved.y, l.x * moved.y - l.y * moved.x);
    return back / select(determinant, 1.0, determinant == 0.0);
}

// The rectangle of an entry's picture in the atlas, 0 to 1: corner and size.
fn rectangle(entry: vec4u) -> vec4f {
    let corner = vec2f(f32(entry.x & 0xffffu), f32(entry.x >> 16u));
    let size = vec2f(f32(entry.y & 0xffffu), f32(entry.y >> 16u)) / 16.0;
    return vec4f(corner, size) / settings.side;
}

@vertex
fn stand(vertex: Vertex) -> Fragment {
    // What is not shown: every corner in one place, out of sight.
    var out: Fragment;
    out.at = vec4f(0.0, 0.0, 2.0, 1.0);

    let pose = vertex.rest.z & 0xffffu;
    let dress = vertex.rest.z >> 16u;
    let slots = dress * settings.n_slots;
    let entry = textureLoad(dresses, place(slots + vertex.place.x), 0);
    if (entry.w & 0xffffu) != vertex.place.y {
        return out;
    }
    let is_cut = vertex.place.z != NONE;
    var mask_entry = vec4u(0u);
    if is_cut {
        mask_entry = textureLoad(dresses, place(slots + vertex.place.z), 0);
        if (mask_entry.w & 0xffffu) == NONE {
            return out;
        }
    }

    var offset = vec4f(0.0);
    let shape = vertex.rest.w & 0xffffu;
    if shape != NONE {
        offset = textureLoad(shapes, place(shape * settings.n_vertices + vertex.index), 0);
    }
    var sum = Bone(vec4f(0.0), vec2f(0.0));
    for (var k = 0u; k < 4u; k++) {
        let weight = vertex.weights[k];
        if weight > 0.0 {
            let one = bone(pose, vertex.bones[k]);
            sum.linear += weight * one.linear;
            sum.shift += weight * one.shift;
        }
    }
    let at = carried(sum, vertex.at + offset.xy);
    let stands = Bone(vertex.linear, vec2f(bitcast<f32>(vertex.rest.x), bitcast<f32>(vertex.rest.y)));
    let seen = carried(stands, at) * settings.view.xy + settings.view.zw;
    out.at = vec4f(seen, 0.0, 1.0);

    let bounds = rectangle(entry);
    out.uv = bounds.xy + vertex.uv * bounds.zw;
    out.bounds = vec4f(bounds.xy, bounds.xy + bounds.zw);
    let tint = unpack4x8unorm(entry.z);
    let alpha = tint.a * f32(vertex.rest.w >> 16u) / 65535.0;
    let covers = select(1.0, 0.0, (entry.w & ADDITIVE) != 0u);
    // Premultiplied; the last one is what becomes of alpha.
    out.tint = vec4f(tint.rgb * alpha, alpha * covers);
    out.layers = vec3u((entry.w >> 16u) & 0xffu, 0u, 0u);

    if is_cut {
        let frame = textureLoad(parts, place(mask_entry.w & 0xffffu), 0);
        let back = carried_back(bone(pose, vertex.place.w), at) + offset.zw;
        let mask_bounds = rectangle(mask_entry);
        out.mask_uv = mask_bounds.xy + (back - frame.xy) * frame.zw * mask_bounds.zw;
        out.mask_bounds = vec4f(mask_bounds.xy, mask_bounds.xy + mask_bounds.zw);
        out.layers = vec3u(out.layers.x, (mask_entry.w >> 16u) & 0xffu, 1u);
    }
    return out;
}

// Not nearer to a picture's edge than the middle of its outermost pixels.
fn within(uv: vec2f, bounds: vec4f) -> vec2f {
    let half_pixel = vec2f(0.5 / settings.side);
    return clamp(uv, bounds.xy + half_pixel, bounds.zw - half_pixel);
}

@fragment
fn colour(in: Fragment) -> @location(0) vec4f {
    var out = textureSample(atlas, smoothly, within(in.uv, in.bounds), in.layers.x) * in.tint;
    let across = dpdx(in.mask_uv);
    let down = dpdy(in.mask_uv);
    if in.layers.z != 0u {
        let uv = within(in.mask_uv, in.mask_bounds);
        let inside = all(in.mask_uv >= in.mask_bounds.xy) && all(in.mask_uv <= in.mask_bounds.zw);
        let cover = textureSampleGrad(atlas, smoothly, uv, in.layers.y, across, down).a;
        out *= select(0.0, cover, inside);
    }
    return out;
}
