// Our skeleton, as its JSON says it, in the JSON format of Spine 4.2: bones, clips, IK, one mesh.
//
// Written from the public description of the format alone (esotericsoftware.com/spine-json-format).
// It knows as much as the bench asks: seamless loops of smooth keys, two-bone limbs.
//
// Spine's solver takes the x axis of a bone for its length, ours any direction. So the frames of
// a limb's bones are turned here, and `frames` says by how many degrees each.

const DEGREES = 180 / Math.PI
const angle = ([x, y]) => Math.atan2(y, x) * DEGREES
const turned = ([x, y], degrees) => {
  const [cos, sin] = [Math.cos(degrees / DEGREES), Math.sin(degrees / DEGREES)]
  return [x * cos - y * sin, x * sin + y * cos]
}
const INHERIT = { normal: 'normal', no_scale: 'noScale', translation: 'onlyTranslation' }

/** The skeleton with the named clips, and how far each bone's frame is turned at rest. */
export function toSpine(skeleton, clips, mesh) {
  const frames = framesOf(skeleton)
  const frameOf = (name) => frames[skeleton.bones.findIndex((bone) => bone.name === name)] ?? 0
  const bones = skeleton.bones.map((bone, index) => {
    const [x, y] = turned(bone.at, -frameOf(bone.parent))
    const inherited = bone.inherit === 'translation' ? 0 : frameOf(bone.parent)
    return {
      name: bone.name,
      ...(bone.parent && { parent: bone.parent }),
      length: Math.hypot(...bone.tip),
      x,
      y,
      rotation: bone.rotation + frames[index] - inherited,
      scaleX: bone.scale[0],
      scaleY: bone.scale[1],
      inherit: INHERIT[bone.inherit]
    }
  })
  const ik = skeleton.ik.map((it, order) => ({
    name: it.name,
    order,
    bones: it.chain,
    target: it.target,
    mix: it.weight,
    bendPositive: it.solver.bend > 0
  }))
  const named = clips.map((name) => skeleton.animations.find((it) => it.name === name))
  const parentOf = (name) => skeleton.bones.find((bone) => bone.name === name).parent
  const animations = Object.fromEntries(
    named.map((clip) => [clip.name, { bones: timelines(clip, (name) => frameOf(parentOf(name))) }])
  )
  const slots = [{ name: 'cloth', bone: bones[0].name, ...(mesh && { attachment: 'cloth' }) }]
  const skins = [{ name: 'default', attachments: mesh ? { cloth: { cloth: mesh } } : {} }]
  return {
    frames,
    json: { skeleton: { spine: '4.2.00' }, bones, slots, ik, skins, animations }
  }
}

/** Vertices at rest in canvas units, with four bones each, as a weighted mesh. */
export function toMesh(rest, bones, weights, inverses) {
  const vertices = []
  for (let vertex = 0; vertex < rest.length / 2; vertex++) {
    vertices.push(4)
    for (let k = 0; k < 4; k++) {
      const bone = bones[4 * vertex + k]
      const [a, b, c, d, tx, ty] = inverses[bone]
      const [x, y] = [rest[2 * vertex], rest[2 * vertex + 1]]
      vertices.push(bone, a * x + c * y + tx, b * x + d * y + ty, weights[4 * vertex + k])
    }
  }
  const uvs = new Array(rest.length).fill(0)
  return { type: 'mesh', uvs, triangles: [0, 1, 2], vertices, hull: 3, width: 1, height: 1 }
}

/** Degrees by which the frame of each bone is turned: limbs' bones look along themselves. */
function framesOf(skeleton) {
  return skeleton.bones.map((bone) => {
    const limb = skeleton.ik.find((it) => it.chain.includes(bone.name))
    if (!limb) return 0
    const next = limb.chain[limb.chain.indexOf(bone.name) + 1]
    return angle(next ? skeleton.bones.find((it) => it.name === next).at : bone.tip)
  })
}

function timelines(clip, frameOfParent) {
  const bones = {}
  const kinds = { position: 'translate', rotation: 'rotate', scale: 'scale' }
  for (const channel of clip.channels) {
    const kind = kinds[channel.channel]
    if (!kind) continue
    const turn = kind === 'translate' ? -frameOfParent(channel.bone) : 0
    const values = (key) => (kind === 'translate' ? turned(key.value, turn) : key.value)
    const keys = channel.keys.map((key) => ({ time: key.time, values: values(key) }))
    bones[channel.bone] = { ...bones[channel.bone], [kind]: timeline(keys, kind) }
  }
  return bones
}

/** Smooth keys around a loop, whose last one repeats the first, as Béziers of time and value. */
function timeline(keys, kind) {
  const count = keys.length - 1
  const duration = keys[count].time - keys[0].time
  const at = (index) => {
    const turns = Math.floor(index / count)
    const key = keys[index - turns * count]
    return { time: key.time + turns * duration, values: key.values }
  }
  const slope = (index, component) => {
    const [before, after] = [at(index - 1), at(index + 1)]
    return (after.values[component] - before.values[component]) / (after.time - before.time)
  }
  return keys.map((key, index) => {
    const names = kind === 'rotate' ? ['value'] : ['x', 'y']
    const values = Object.fromEntries(names.map((name, component) => [name, key.values[component]]))
    if (index === count) return { time: key.time, ...values }
    const next = keys[index + 1]
    const third = (next.time - key.time) / 3
    const curve = names.flatMap((_, component) => [
      key.time + third,
      key.values[component] + third * slope(index, component),
      next.time - third,
      next.values[component] - third * slope(index + 1, component)
    ])
    return { time: key.time, ...values, curve }
  })
}
