// Nanoseconds a bone and a vertex of the rig in WebAssembly, beside a plain way of doing the same
// and beside Spine's runtime on the same skeleton, turn by turn in one process.
//
//   node tests/bench/rig/bench.mjs WASM OUT SPINE_JSON [PEER_FOLDER]
//
// Writes what it measured to OUT, and the exported skeleton to SPINE_JSON. The peer is only timed
// if it makes the same pose.

import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { toMesh, toSpine } from './spine.mjs'

const ROUNDS = 301
/** Rounds in which the engine compiles; they do not count. */
const ROUNDS_FIRST = 20
const CLIPS = ['walk', 'run']
const [FIGURES, PART, FRAME_S, CLOTH_S] = [5000, 500, 1 / 60, 0.3]
/** The most by which two runtimes may be apart, as a part of the figure's height. */
const APART_MAX = 0.005
const HEIGHT = 2060
const PACKAGE = '@esotericsoftware/spine-core'

const [wasm, out, spineJson, peerFolder] = process.argv.slice(2)
const { instance } = await WebAssembly.instantiate(await readFile(wasm), {})
const ours = instance.exports
const given = (at) => ours.memory.buffer.slice(at, at + ours.n_given())
const skeleton = JSON.parse(new TextDecoder().decode(given(ours.race_skeleton())))
const report = { rounds: ROUNDS, runtime: `Node ${process.versions.node}`, rows: [], wrong: [] }

const exported = exportSkeleton()
await writeFile(spineJson, JSON.stringify(exported.json))
const peer = await findPeer()
const contest = {
  ours: [ours.n_bones(), ours.ours],
  plain: [ours.n_bones(), ours.plain],
  race: [ours.n_bones(), ours.race],
  skin: [ours.n_vertices(), ours.skin]
}
if (peer) {
  contest.peer = [ours.n_bones(), peer.frame]
  contest.peerSkin = [ours.n_vertices(), peer.skin]
}
const times = timed(contest)
report.rows.push(
  { name: 'pose, wasm', unit: 'ns a bone', n: ours.n_bones(), ours: times.ours, peer: times.plain, peerName: 'plain, wasm' },
  { name: 'pose, wasm, comparable figure', unit: 'ns a bone', n: ours.n_bones(), ours: times.race, peer: times.peer, peerName: peer?.name },
  { name: 'skinning, wasm', unit: 'ns a vertex', n: ours.n_vertices(), ours: times.skin, peer: times.peerSkin, peerName: peer?.name }
)
report.apart = peer?.apart
await writeFile(out, JSON.stringify(report, null, 2))

/** Every contestant in turn, round by round; the least and the median of each. */
function timed(contest) {
  const lists = Object.fromEntries(Object.keys(contest).map((name) => [name, []]))
  for (let round = -ROUNDS_FIRST; round < ROUNDS; round++) {
    for (const [name, [amount, frame]] of Object.entries(contest)) {
      const start = process.hrtime.bigint()
      frame()
      const ns = Number(process.hrtime.bigint() - start)
      if (round >= 0) lists[name].push(ns / amount)
    }
  }
  const summed = Object.entries(lists).map(([name, list]) => {
    list.sort((a, b) => a - b)
    return [name, { min: list[0], median: list[ROUNDS >> 1] }]
  })
  return Object.fromEntries(summed)
}

function exportSkeleton() {
  const rest = new Float32Array(given(ours.cloth(0)))
  const bones = new Uint16Array(given(ours.cloth(1)))
  const weights = new Float32Array(given(ours.cloth(2)))
  const { frames } = toSpine(skeleton, CLIPS)
  const atRest = new Float32Array(given(ours.race_rest()))
  const inverses = frames.map((frame, bone) => {
    const [cos, sin] = [Math.cos((frame * Math.PI) / 180), Math.sin((frame * Math.PI) / 180)]
    const [tx, ty] = atRest.slice(6 * bone + 4)
    return [cos, -sin, sin, cos, -(cos * tx + sin * ty), sin * tx - cos * ty]
  })
  return toSpine(skeleton, CLIPS, toMesh(rest, bones, weights, inverses))
}

/** The other runtime with our skeleton in it, if it is there and says the same as ours. */
async function findPeer() {
  if (!peerFolder) return
  const find = createRequire(join(peerFolder, 'package.json'))
  const { version } = JSON.parse(await readFile(join(peerFolder, 'node_modules', PACKAGE, 'package.json')))
  const spine = await import(pathToFileURL(find.resolve(PACKAGE)))
  const peer = prepare(spine)
  const apart = compare(peer)
  if (apart.pose > APART_MAX || apart.skin > APART_MAX) {
    report.wrong.push(`spine-core makes another pose (apart ${JSON.stringify(apart)} of the height), so it is not timed`)
    return
  }
  return { ...peer, apart, name: `spine-core ${version}` }
}

/** One skeleton of theirs, posed for each figure in turn, as our one pose is. */
function prepare(spine) {
  const atlas = new spine.TextureAtlas('cloth.png\nsize: 1, 1\ncloth\nbounds: 0, 0, 1, 1\n')
  const reader = new spine.SkeletonJson(new spine.AtlasAttachmentLoader(atlas))
  const posed = new spine.Skeleton(reader.readSkeletonData(exported.json))
  const [walk, run] = CLIPS.map((name) => posed.data.findAnimation(name))
  const { setup, add } = spine.MixBlend
  const mixIn = spine.MixDirection.mixIn
  const pose = (time) => {
    // Both clips key the same, so the first one's setting back leaves nothing of the last figure.
    walk.apply(posed, time, time, true, null, 0.5, setup, mixIn)
    run.apply(posed, time, time, true, null, 0.5, add, mixIn)
    posed.updateWorldTransform(spine.Physics.none)
  }
  const figureTimes = Float64Array.from({ length: FIGURES }, (_, k) => (k * 0.618034) % 4)
  const last = posed.bones.at(-1)
  let part = 0
  const frame = () => {
    let sum = 0
    part = (part + PART) % FIGURES
    for (let figure = part; figure < part + PART; figure++) {
      figureTimes[figure] += FRAME_S
      pose(figureTimes[figure])
      sum += last.worldX
    }
    return sum / PART
  }
  // The mesh hangs on a skeleton that is not posed meanwhile.
  const held = new spine.Skeleton(posed.data)
  walk.apply(held, CLOTH_S, CLOTH_S, true, null, 0.5, setup, mixIn)
  run.apply(held, CLOTH_S, CLOTH_S, true, null, 0.5, add, mixIn)
  held.updateWorldTransform(spine.Physics.none)
  const slot = held.slots[0]
  const mesh = slot.getAttachment()
  const moved = new Float32Array(mesh.worldVerticesLength)
  const skin = () => {
    mesh.computeWorldVertices(slot, 0, moved.length, moved, 0, 2)
    return moved[moved.length / 2]
  }
  return { frame, skin, pose, bones: posed.bones, moved }
}

/** How far both are apart at most, as a part of the figure's height. */
function compare(peer) {
  let pose = 0
  for (let step = 0; step < 50; step++) {
    const time = step * 0.037
    const matrices = new Float32Array(given(ours.race_world(time)))
    peer.pose(time)
    peer.bones.forEach((bone, k) => {
      const [tx, ty] = matrices.slice(6 * k + 4)
      pose = Math.max(pose, Math.hypot(bone.worldX - tx, bone.worldY - ty) / HEIGHT)
    })
  }
  ours.skin()
  peer.skin()
  let skin = 0
  new Float32Array(given(ours.cloth(3))).forEach((place, k) => {
    skin = Math.max(skin, Math.abs(place - peer.moved[k]) / HEIGHT)
  })
  return { pose, skin }
}
