// Plays the landing page's character, which `cargo xtask bake` computed with the product's own
// evaluator: figure.bin (laid out in xtask/bake/src/file.rs) and sheet.webp. No dependency, no wasm.
const VERSION = 1;
const IDLE = 0, WAVE = 1;
const VERTEX = (bones) => `#version 300 es
layout(location=0) in vec2 at;
layout(location=1) in vec2 uv;
layout(location=2) in uvec4 bone;
layout(location=3) in vec4 weight;
layout(location=4) in vec4 once;
layout(location=5) in vec4 twice;
layout(location=6) in vec2 pitched;
layout(location=7) in vec2 close;
uniform vec4 view, bones[${2 * bones}];
uniform vec3 face;
uniform vec2 shift;
out vec2 spot;
void main() {
  float x = face.x, y = face.y;
  vec2 p = (at + x * once.xy + y * once.zw + x * x * twice.xy + x * y * twice.zw + y * y * pitched + face.z * close) / 16. + shift;
  vec4 turn = vec4(0);
  vec2 move = vec2(0);
  for (int k = 0; k < 4; k++) {
    turn += weight[k] * bones[2u * bone[k]];
    move += weight[k] * bones[2u * bone[k] + 1u].xy;
  }
  p = turn.xy * p.x + turn.zw * p.y + move;
  gl_Position = vec4(((p - view.xy) / view.zw * 2. - 1.) * vec2(1, -1), 0, 1);
  spot = uv;
}`;
const FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D sheet, mask;
uniform vec4 cut;
uniform vec2 size;
uniform float alpha;
in vec2 spot;
out vec4 colour;
void main() {
  colour = texture(sheet, spot) * alpha;
  if (any(lessThan(spot, cut.xy)) || any(greaterThan(spot, cut.zw))) colour = vec4(0);
  if (size.x > 0.) colour *= texture(mask, gl_FragCoord.xy / size).a;
}`;

const clamp = (value, most) => Math.max(-most, Math.min(most, value));
const between = (low, high) => low + (high - low) * Math.random();
const ease = (share) => share * share * (3 - 2 * share);

/** Brings a still picture to life once it comes into view: `.scene` with its image, and buttons. */
export function live(place) {
  const scene = place.querySelector(".scene");
  const [play, hello] = place.querySelectorAll("button");
  const canvas = document.createElement("canvas");
  const gl = canvas.getContext("webgl2", { antialias: false, powerPreference: "low-power" });
  if (!gl || !self.DecompressionStream) return; // The still picture stays.
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let playing = !calm.matches && !navigator.connection?.saveData;
  let near = false, asked = 0, frame = 0, then = 0, waits = false;
  let figure, draw, actor;
  /** How many frames were drawn, for whoever wonders whether it rests. */
  canvas.frames = 0;

  const step = (now) => {
    frame = requestAnimationFrame(step);
    const seconds = clamp(Math.max(0, now - then) / 1000, 0.1);
    then = now;
    draw(actor(seconds));
    canvas.frames += 1;
    place.classList.add("alive");
  };
  const settle = () => {
    play.textContent = playing ? "Pause" : "Play";
    play.hidden = hello.hidden = false;
    const moves = playing && near && draw && !document.hidden;
    if (moves && !frame) {
      then = performance.now();
      frame = requestAnimationFrame(step);
    } else if (!moves) {
      cancelAnimationFrame(frame);
      frame = 0;
    }
    if (playing && near && !asked) begin();
  };
  const begin = async () => {
    asked = 1;
    try {
      figure ??= await load();
      if (!place.isConnected || gl.isContextLost()) return;
      draw = prepare(gl, figure);
      actor ??= act(canvas, figure, gone.signal);
      if (waits) actor.wave();
      if (!canvas.isConnected) scene.append(canvas);
      settle();
    } catch {
      // Offline or a torn file: the still picture stays, and nothing offers what cannot be.
      play.hidden = hello.hidden = true;
    }
  };
  const greet = () => {
    playing = true;
    if (actor) actor.wave();
    else waits = true;
    settle();
  };
  play.onclick = () => {
    playing = !playing;
    settle();
  };
  hello.onclick = scene.onclick = greet;
  calm.onchange = () => {
    playing = !calm.matches;
    settle();
  };
  canvas.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();
    draw = undefined;
    place.classList.remove("alive");
    settle();
  });
  canvas.addEventListener("webglcontextrestored", begin);
  const gone = new AbortController();
  document.addEventListener("visibilitychange", settle, gone);
  const watch = new IntersectionObserver(([{ isIntersecting }]) => {
    near = isIntersecting;
    if (!place.isConnected) {
      // The visitor went to another page of the app.
      gone.abort();
      watch.disconnect();
      calm.onchange = null;
      gl.getExtension("WEBGL_lose_context")?.loseContext();
    }
    // What is seen matters more: the figure comes when the page has nothing else to do.
    (self.requestIdleCallback ?? setTimeout)(settle);
  });
  watch.observe(scene);
}

/** Fetches and unpacks: numbers as they go to the card, tracks as rows of numbers. */
async function load() {
  const base = new URL(".", import.meta.url);
  const get = async (name) => {
    const answer = await fetch(new URL(name, base));
    if (!answer.ok) throw answer.status;
    return answer;
  };
  const [packed, picture] = await Promise.all([get("figure.bin"), get("sheet.webp").then((it) => it.blob())]);
  const unpacked = packed.body.pipeThrough(new DecompressionStream("gzip"));
  const bytes = await new Response(unpacked).arrayBuffer();
  const length = new DataView(bytes).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length)));
  if (head.version !== VERSION) throw head.version;
  let from = 4 + length;
  const take = (n) => {
    const part = new Int16Array(bytes, from, n);
    from += (2 * n + 3) & ~3;
    return part;
  };
  const n = head.vertices;
  head.starts = [4, 4, 4, 8, 20, 4].map((size) => {
    const start = from;
    from += size * n;
    return start - 4 - length;
  });
  head.data = new Uint8Array(bytes, 4 + length, from - 4 - length);
  head.corners = take(head.corners);
  head.leans = take(6 * head.bones * head.leans);
  head.row = 2 + 6 * head.bones + head.parts.length;
  for (const track of head.tracks) {
    track.rows = take(head.row * track.frames);
    for (let at = head.row; at < track.rows.length; at += 1) track.rows[at] += track.rows[at - head.row];
    track.seconds = (track.frames - 1) / track.fps;
  }
  head.sheet = await createImageBitmap(picture, { premultiplyAlpha: "premultiply" });
  return head;
}

/** What it does by itself and for the hand; gives a function of passed seconds. */
function act(canvas, { tracks }, signal) {
  let time = 0, wave = Infinity, quiet = Infinity;
  let aim = [0, 0], head = [0, 0], eyes = [0, 0], glance = [0, 0], lean = 0, swing = 0, rush = 0;
  let blink = 1, twice = false, untilBlink = between(0.5, 3), untilGlance = 1;
  const follow = ({ clientX, clientY }) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    aim = [
      clamp((clientX - left - width / 2) / (0.45 * innerWidth), 1),
      clamp((top + 0.42 * height - clientY) / (0.55 * innerHeight), 1),
    ];
    quiet = 0;
  };
  addEventListener("pointermove", follow, { passive: true, signal });
  addEventListener("pointerdown", follow, { passive: true, signal });
  const lids = (seconds) => {
    untilBlink -= seconds;
    if (untilBlink < 0) [blink, twice, untilBlink] = [0, Math.random() < 0.18, between(1.6, 5.4)];
    blink += seconds;
    if (blink > 0.275 && twice) [blink, twice] = [0, false];
    // Closing takes 0.09 s, staying closed 0.045 s, opening 0.14 s.
    return ease(clamp(Math.max(0, Math.min(blink / 0.09, (0.275 - blink) / 0.14)), 1));
  };
  const now = (seconds) => {
    quiet += seconds;
    const watched = quiet < 5;
    untilGlance -= seconds;
    if (untilGlance < 0) {
      const far = Math.random() < 0.22 ? 0.7 : 0.16;
      [glance, untilGlance] = [[between(-far, far), between(-far, far) / 2], between(0.7, 3.2)];
    }
    const near = (from, to, rate) => from + (to - from) * (1 - Math.exp(-rate * seconds));
    const before = head[0];
    head = head.map((it, k) => near(it, watched ? aim[k] * (k ? 0.5 : 0.7) : glance[k] * 0.25, watched ? 5 : 2));
    eyes = eyes.map((it, k) => near(it, clamp(watched ? aim[k] * 1.5 - head[k] : glance[k], 0.9), 16));
    lean = near(lean, clamp(head[0] * 1.1, 0.8), 3);
    // Hair stays behind and swings out: a damped spring, in steps that are small enough.
    const pull = seconds > 0 ? clamp((head[0] - before) / seconds / 3, 1) : 0;
    for (let left = seconds; left > 0; left -= 0.01) {
      const part = Math.min(left, 0.01);
      rush += ((-pull - swing) * 70 - rush * 7) * part;
      swing += rush * part;
    }
    wave += seconds;
    time = (time + seconds) % tracks[IDLE].seconds;
    const waves = wave < tracks[WAVE].seconds;
    if (waves && wave > 0.25) time = wave; // Idling goes on from where the wave leaves it.
    return {
      tracks: waves ? [time, wave] : [time],
      mix: ease(clamp(Math.min(wave / 0.25, (tracks[WAVE].seconds - wave) / 0.9), 1)),
      turn: head,
      closed: lids(seconds),
      gaze: eyes,
      leans: [head[1], Math.max(0, -lean), Math.max(0, lean), swing],
    };
  };
  now.wave = () => {
    if (!(wave < tracks[WAVE].seconds)) wave = 0;
  };
  return now;
}

/** Hands everything to the card; gives a function that draws a moment. */
function prepare(gl, figure) {
  const { bones: nBones, parts, tracks, row, leans, starts, view } = figure;
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX(nBones)], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  gl.useProgram(program);
  const at = (name) => gl.getUniformLocation(program, name);
  const [face, shift, size, alpha, cut, bones] = ["face", "shift", "size", "alpha", "cut", "bones"].map(at);
  for (const [target, data] of [[gl.ARRAY_BUFFER, figure.data], [gl.ELEMENT_ARRAY_BUFFER, figure.corners]]) {
    gl.bindBuffer(target, gl.createBuffer());
    gl.bufferData(target, data, gl.STATIC_DRAW);
  }
  const feed = (place, count, type, norm, stride, start) => {
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, count, type, norm, stride, start);
  };
  feed(0, 2, gl.SHORT, false, 0, starts[0]);
  feed(1, 2, gl.UNSIGNED_SHORT, true, 0, starts[1]);
  gl.enableVertexAttribArray(2);
  gl.vertexAttribIPointer(2, 4, gl.UNSIGNED_BYTE, 0, starts[2]);
  feed(3, 4, gl.UNSIGNED_SHORT, true, 0, starts[3]);
  feed(4, 4, gl.SHORT, false, 20, starts[4]);
  feed(5, 4, gl.SHORT, false, 20, starts[4] + 8);
  feed(6, 2, gl.SHORT, false, 20, starts[4] + 16);
  feed(7, 2, gl.SHORT, false, 0, starts[5]);
  const texture = (unit, smooth) => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    const made = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, made);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, smooth);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    return made;
  };
  texture(0, gl.LINEAR_MIPMAP_LINEAR);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, figure.sheet);
  gl.generateMipmap(gl.TEXTURE_2D);
  const mask = texture(1, gl.LINEAR);
  const aside = gl.createFramebuffer();
  gl.uniform1i(at("mask"), 1);
  gl.uniform4fv(at("view"), view);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  const cutters = new Set(parts.map((it) => it.mask));
  const now = new Float32Array(row);
  const matrices = new Float32Array(8 * nBones);
  const lean = new Float32Array(6);
  let sized = 0;

  const mix = (track, seconds, share) => {
    const { rows, fps, frames } = tracks[track];
    const first = Math.min(Math.floor(seconds * fps), frames - 2);
    const part = seconds * fps - first;
    for (let k = 0, from = first * row; k < row; k += 1, from += 1) {
      now[k] += (rows[from] + (rows[from + row] - rows[from]) * part - now[k]) * share;
    }
  };
  // A leaning comes after a bone's own matrix: it is kept as what it adds to "as it is".
  const pose = (weights) => {
    for (let bone = 0; bone < nBones; bone += 1) {
      lean.fill(0);
      for (let k = 0; k < 6 * weights.length; k += 1) {
        lean[k % 6] += weights[Math.floor(k / 6)] * leans[6 * (Math.floor(k / 6) * nBones + bone) + (k % 6)];
      }
      for (let k = 0; k < 6; k += 2) {
        const from = 2 + 6 * bone + k, to = 8 * bone + k;
        const [unit, moved] = k < 4 ? [8192, 0] : [8, 1 / 8];
        const x = now[from] / unit, y = now[from + 1] / unit;
        matrices[to] = x + (lean[0] * x + lean[2] * y) / 8192 + lean[4] * moved;
        matrices[to + 1] = y + (lean[1] * x + lean[3] * y) / 8192 + lean[5] * moved;
      }
    }
  };
  const fit = () => {
    const { canvas } = gl;
    const side = Math.min(1400, Math.round(canvas.clientWidth * Math.min(devicePixelRatio, 2)));
    if (sized === side) return side;
    sized = canvas.width = canvas.height = side;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, side, side, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    gl.viewport(0, 0, side, side);
    return side;
  };
  return (moment) => {
    const side = fit();
    moment.tracks.forEach((seconds, track) => mix(track, seconds, track ? moment.mix : 1));
    pose(moment.leans);
    gl.uniform4fv(bones, matrices);
    gl.uniform3f(face, now[0] / 8192 + moment.turn[0], now[1] / 8192 + moment.turn[1], moment.closed);
    const paint = (wanted, cuts) => {
      gl.clear(gl.COLOR_BUFFER_BIT);
      let corner = 0;
      parts.forEach((part, k) => {
        const count = 3 * part.n_triangles;
        const lid = part.blink ? part.blink[Math.round((1 - moment.closed) * (part.blink.length - 1))] / 255 : 1;
        const opacity = (now[row - parts.length + k] / 255) * lid;
        if (opacity > 0.003 && wanted(k)) {
          gl.uniform4fv(cut, part.cut);
          gl.uniform1f(alpha, cuts ? 1 : opacity);
          gl.uniform2f(shift, moment.gaze[0] * part.gaze[0], moment.gaze[1] * part.gaze[1]);
          gl.uniform2f(size, ...(!cuts && part.mask != null ? [side, side] : [0, 0]));
          gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_SHORT, 2 * corner);
        }
        corner += count;
      });
    };
    // What cuts irises and tongues is drawn aside first; then everything, cut by that.
    gl.bindFramebuffer(gl.FRAMEBUFFER, aside);
    gl.bindTexture(gl.TEXTURE_2D, null);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, mask, 0);
    paint((k) => cutters.has(k), true);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.bindTexture(gl.TEXTURE_2D, mask);
    paint(() => true, false);
  };
}
