/** The bare reading, in the chunks that the product asks for: nothing is looked at. */
import { worker } from "./worker.mjs";

let reader;
export const ready = async () => { reader = worker("raw.worker"); };
export const run = (workload, file) => reader.ask({ file });
