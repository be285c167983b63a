// Nanoseconds a bone and a vertex of the rig in WebAssembly, turn by turn in one process:
//
//   RUSTFLAGS='-C target-feature=+simd128' cargo build -p rig --release --example pose_wasm \
//     --target wasm32-unknown-unknown
//   node tests/bench/rig/pose.mjs PATH/TO/pose_wasm.wasm

import { readFile } from 'node:fs/promises'

const ROUNDS = 201
const { instance } = await WebAssembly.instantiate(await readFile(process.argv[2]), {})
const module = instance.exports
const amounts = { ours: module.n_bones(), plain: module.n_bones(), skin: module.n_vertices() }
const times = { ours: [], plain: [], skin: [] }
// The first rounds compile; they do not count.
for (let round = -5; round < ROUNDS; round++) {
  for (const name of Object.keys(times)) {
    const start = process.hrtime.bigint()
    module[name]()
    const ns = Number(process.hrtime.bigint() - start)
    if (round >= 0) times[name].push(ns / amounts[name])
  }
}
const rows = Object.entries(times).map(([name, list]) => {
  list.sort((a, b) => a - b)
  return [name, { least_ns: list[0], median_ns: list[ROUNDS >> 1] }]
})
const report = Object.fromEntries(rows)
report.poses_5000_ms = (report.ours.least_ns * 32 * 5000) / 1e6
console.log(JSON.stringify(report, null, 2))
