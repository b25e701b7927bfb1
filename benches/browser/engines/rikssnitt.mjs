/** The core as built: a file is added, as on the page, and a plan answered. */
import { gains } from "../../../www/src/lib/practice.ts";
import { worker } from "./worker.mjs";

let core;
export const ready = () => (core = worker("rikssnitt.worker")).ask({ open: { workers: Number(new URL(location.href).searchParams.get("workers")) || undefined } });
/** As the page does when the user looks for a file. */
export const practise = () => gains() && core.ask({ practise: true });
export const run = (workload, file, memory) => core.ask({ workload, file, memory });
/** Second questions about the same file, after the first is answered and its memory looked at. */
export const more = () => core.ask({ more: true });
/** How long a reading that is stopped goes on. */
export const cancel = async (file, after) => (await core.ask({ cancel: after, file })).milliseconds;
