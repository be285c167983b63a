//! WGSL for each kernel. Inner loops over channels are written out, so that every sum has a name
//! and lives in a register; sizes are given at run time, so that a shader is compiled once.

use super::plan::{After, Kernel};

/// Side of a workgroup in threads.
pub(super) const GROUP: usize = 8;

/// What every shader begins with. `weights` is bound as uniform where it fits: all threads read
/// the same weight at the same time, which is what cards keep a constant cache for.
fn head(weights: &str, space: &str, other: bool, rows: usize) -> String {
    let other =
        if other { "@group(0) @binding(4) var<storage, read> other: array<vec4f>;" } else { "" };
    format!(
        "struct Size {{ width: i32, height: i32 }}
struct Weights {{ {weights} }}
@group(0) @binding(0) var<uniform> size: Size;
@group(0) @binding(1) var<{space}> weights: Weights;
@group(0) @binding(2) var<storage, read> input: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> output: array<vec4f>;
{other}
@compute @workgroup_size({GROUP}, {GROUP}) fn main(@builtin(global_invocation_id) at: vec3u) {{
let column = i32(at.x); let row = i32(at.y) * {rows}; let layer = i32(at.z);
if (column >= size.width || row >= size.height) {{ return; }}
let plane = size.width * size.height;
"
    )
}

/// The text of a kernel's shader.
pub(super) fn source(kernel: &Kernel) -> String {
    match *kernel {
        Kernel::Block { quads, side } => block(kernel.rows(), quads, side),
        Kernel::Depthwise { quads, side } => depthwise(kernel.rows(), quads, side),
        Kernel::Dense { from, to, side, stride, after } => {
            let shape = Dense { from, to, side, stride, after, quads: kernel.quads_at_once() };
            shape.source(kernel.rows(), kernel.has_other())
        }
    }
}

/// `write(i)` for every `i`, one after the other.
fn each(count: usize, write: impl FnMut(usize) -> String) -> String {
    (0..count).map(write).collect()
}

/// The output rows that input row `r` of a window adds to, with the tap that does it.
fn taps(r: usize, rows: usize, side: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..rows).filter(move |p| (*p..p + side).contains(&r)).map(move |p| (p, r - p))
}

/// `work` with `x` a column inside the map, for each column of the window.
fn columns(side: usize, stride: usize, width: &str, work: &str) -> String {
    let reach = side / 2;
    format!(
        "for (var kx = 0; kx < {side}; kx++) {{ let x = column * {stride} + kx - {reach};
if (x < 0 || x >= {width}) {{ continue; }}
{work}}}\n"
    )
}

fn block(rows: usize, quads: usize, side: usize) -> String {
    let (wide, area, reach) = (quads * 2, side * side, side / 2);
    let weights = format!(
        "depthwise: array<vec4f, {}>, widen: array<mat4x4f, {m}>, widen_bias: array<vec4f, {wide}>,
 narrow: array<mat4x4f, {m}>, narrow_bias: array<vec4f, {quads}>",
        quads * area,
        m = quads * wide,
    );
    let sums = each(quads, |i| {
        each(rows, |p| format!("var d{i}_{p} = vec4f(0.0); var s{i}_{p} = vec4f(0.0);\n"))
    });
    let window = each(rows + side - 1, |r| {
        let loads = each(quads, |i| {
            let first = i * area;
            let adds: String = taps(r, rows, side)
                .map(|(p, ky)| {
                    format!(" d{i}_{p} += v * weights.depthwise[{} + kx];", first + ky * side)
                })
                .collect();
            format!("{{ let v = input[o + {i} * plane];{adds} }}\n")
        });
        format!(
            "{{ let y = row + {r} - {reach}; if (y >= 0 && y < size.height) {{
let o = y * size.width + x;\n{loads}}} }}\n"
        )
    });
    let widen = each(quads, |i| {
        let adds = each(rows, |p| format!(" h{p} += m * d{i}_{p};"));
        format!("{{ let m = weights.widen[j * {quads} + {i}];{adds} }}\n")
    });
    let narrow = each(quads, |i| {
        let adds = each(rows, |p| format!(" s{i}_{p} += m * h{p};"));
        format!("{{ let m = weights.narrow[j * {quads} + {i}];{adds} }}\n")
    });
    let writes = each(rows, |p| {
        let lines = each(quads, |i| {
            let at = format!("o + {i} * plane");
            format!("output[{at}] = input[{at}] + weights.narrow_bias[{i}] + s{i}_{p};\n")
        });
        format!(
            "if (row + {p} < size.height) {{ let o = (row + {p}) * size.width + column;\n{lines}}}\n"
        )
    });
    format!(
        "{}{sums}{}for (var j = 0; j < {wide}; j++) {{ let b = weights.widen_bias[j];
{}{widen}{}{narrow}}}\n{writes}}}\n",
        head(&weights, "uniform", false, rows),
        columns(side, 1, "size.width", &window),
        each(rows, |p| format!("var h{p} = b;\n")),
        each(rows, |p| format!("h{p} = max(h{p}, vec4f(0.0));\n")),
    )
}

fn depthwise(rows: usize, quads: usize, side: usize) -> String {
    let (area, reach) = (side * side, side / 2);
    let weights = format!("depthwise: array<vec4f, {}>", quads * area);
    let window = each(rows + side - 1, |r| {
        let adds: String =
            taps(r, rows, side).map(|(p, ky)| format!(" s{p} += v * k{ky};")).collect();
        format!(
            "{{ let y = row + {r} - {reach}; if (y >= 0 && y < size.height) {{
let v = input[layer * plane + y * size.width + x];{adds} }} }}\n"
        )
    });
    let taps = each(side, |k| {
        format!("let k{k} = weights.depthwise[layer * {area} + {} + kx];\n", k * side)
    });
    let writes = each(rows, |p| {
        format!(
            "if (row + {p} < size.height) {{
output[layer * plane + (row + {p}) * size.width + column] = s{p}; }}\n"
        )
    });
    format!(
        "{}{}{}{writes}}}\n",
        head(&weights, "storage, read", false, rows),
        each(rows, |p| format!("var s{p} = vec4f(0.0);\n")),
        columns(side, 1, "size.width", &(taps + &window)),
    )
}

/// A dense convolution; one thread makes `rows` pixels of `quads` quads.
struct Dense {
    from: usize,
    to: usize,
    side: usize,
    stride: usize,
    after: After,
    quads: usize,
}

impl Dense {
    fn source(&self, rows: usize, other: bool) -> String {
        let Self { from, to, side, stride, after, quads } = *self;
        let colour = if after == After::Colour { ", colour: array<vec4f, 3>" } else { "" };
        let matrices = from * to * side * side;
        let weights =
            format!("matrices: array<mat4x4f, {matrices}>, bias: array<vec4f, {to}>{colour}");
        let sums = each(quads, |q| {
            let starts = each(rows, |p| format!(" var s{q}_{p} = b{q};"));
            format!("let b{q} = weights.bias[layer * {quads} + {q}];{starts}\n")
        });
        let writes = each(rows, |p| {
            let lines = each(quads, |q| self.write(p, q));
            format!("if (row + {p} < size.height) {{\n{lines}}}\n")
        });
        format!(
            "{}{sums}let in_width = size.width * {stride}; let in_height = size.height * {stride};
for (var i = 0; i < {from}; i++) {{\n{}}}\n{writes}}}\n",
            head(&weights, "storage, read", other, rows),
            columns(side, stride, "in_width", &self.window(rows)),
        )
    }

    /// One column of the window of input quad `i`.
    fn window(&self, rows: usize) -> String {
        let Self { from, side, stride, quads, .. } = *self;
        let reach = side / 2;
        let loads = each((rows - 1) * stride + side, |r| {
            format!(
                "var v{r} = vec4f(0.0); {{ let y = row * {stride} + {r} - {reach};
if (y >= 0 && y < in_height) {{ v{r} = input[o + y * in_width]; }} }}\n"
            )
        });
        let products = each(side, |ky| {
            each(quads, |q| {
                let adds = each(rows, |p| format!(" s{q}_{p} += m * v{};", p * stride + ky));
                format!("{{ let m = weights.matrices[first + {}];{adds} }}\n", ky * quads + q)
            })
        });
        format!(
            "let o = i * in_width * in_height + x;
let first = ((layer * {from} + i) * {side} + kx) * {};\n{loads}{products}",
            side * quads
        )
    }

    /// Writes row `p` of quad `q`.
    fn write(&self, p: usize, q: usize) -> String {
        let quad = format!("(layer * {} + {q})", self.quads);
        let at = format!("{quad} * plane + (row + {p}) * size.width + column");
        let sum = format!("s{q}_{p}");
        match self.after {
            After::Relu => format!("output[{at}] = max({sum}, vec4f(0.0));\n"),
            After::Add => format!("{{ let o = {at}; output[o] = {sum} + other[o]; }}\n"),
            After::DoubleAdd => format!(
                "{{ let wide = size.width * 2;
var o = {quad} * plane * 4 + (row + {p}) * 2 * wide + column * 2;
output[o] = {sum} + other[o]; output[o + 1] = {sum} + other[o + 1]; o += wide;
output[o] = {sum} + other[o]; output[o + 1] = {sum} + other[o + 1]; }}\n"
            ),
            // Channel c of the picture is its quad c, the four pixels that were folded together.
            After::Colour => format!(
                "{{ let c = weights.colour[{quad}]; let o = (row + {p}) * size.width + column;
output[{at}] = {sum} + c.w + c.x * (other[o] + 0.5)
 + c.y * (other[o + plane] + 0.5) + c.z * (other[o + 2 * plane] + 0.5); }}\n"
            ),
        }
    }
}
