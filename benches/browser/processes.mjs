/** What the processes of a browser take (Linux). */
import { readFileSync, readdirSync } from "node:fs";

const TICKS_MS = 10;
/** A browser is at rest when it takes less than this in this time, and is not waited for longer than that. */
const [LITTLE_MS, WHILE_MS, LIMIT_MS] = [20, 500, 15_000];
const read = (id, name) => readFileSync(`/proc/${id}/${name}`, "utf8");

/** A process and all that descend from it. */
export function family(root) {
  const parents = new Map();
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(Number(id), Number(read(id, "stat").split(") ").at(-1).split(" ")[1]));
    } catch { /* it has ended */ }
  }
  const found = [root];
  for (const one of found) for (const [id, parent] of parents) if (parent === one) found.push(id);
  return found;
}

/** The highest resident memory that any process which shows pages has had, in MiB. */
export function peak(root) {
  let most = 0;
  for (const id of family(root)) {
    try {
      if (!/--type=renderer|-contentproc.* tab|-isForBrowser.* tab/s.test(read(id, "cmdline").replaceAll("\0", " "))) continue;
      most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(read(id, "status"))?.[1] ?? 0) / 1024);
    } catch { /* it has ended */ }
  }
  return most;
}

/** Processor time of all processes, in ms: steadier than the clock on a machine that does other things too. */
export function processor(root) {
  let ticks = 0;
  for (const id of family(root)) {
    try {
      const fields = read(id, "stat").split(") ").at(-1).split(" ");
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch { /* it has ended */ }
  }
  return ticks * TICKS_MS;
}

/** Waits until a browser has done what it does when it starts: other pages of its own, compiling in the background. */
export async function rest(root) {
  const begun = performance.now();
  for (let before = -Infinity; performance.now() - begun < LIMIT_MS; ) {
    const spent = processor(root);
    if (spent - before < LITTLE_MS) return;
    before = spent;
    await new Promise((resolve) => setTimeout(resolve, WHILE_MS));
  }
}
