/** The core as built: a file is added, as on the page, and a plan answered. */
import { worker } from "./worker.mjs";

let core;
export const ready = () => (core = worker("rikssnitt.worker")).ask({ open: true });
export const run = (workload, file) => core.ask({ workload, file });
/** Second questions about the same file, after the first is answered and its memory looked at. */
export const more = () => core.ask({ more: true });
