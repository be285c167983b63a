// Keeps one program alive exactly as long as its parent: `node keeper.mjs PROGRAM ARGUMENTS…`.
//
// The program gets a process group of its own. When our standard input closes, which it does
// however the parent ends, or when we are told to stop, the whole group is told to stop, and
// after a moment of grace it is ended. So no server outlives the command that started it.
import { spawn } from "node:child_process";

const GRACE_MS = 4000;
const [program, ...rest] = process.argv.slice(2);
const child = spawn(program, rest, { stdio: ["ignore", "inherit", "inherit"], detached: true });

function tellGroup(signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has already ended.
  }
}

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  tellGroup("SIGTERM");
  setTimeout(() => tellGroup("SIGKILL"), GRACE_MS);
}

child.on("error", (error) => {
  console.error(`cannot start ${program}: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code, signal) => {
  // What the program itself started may still be there.
  tellGroup("SIGKILL");
  process.exit(code ?? (signal && !stopping ? 1 : 0));
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
process.stdin.on("end", stop).on("error", stop).resume();
