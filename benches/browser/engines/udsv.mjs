/** uDSV and plain JavaScript in a worker. */
import { worker } from "./worker.mjs";

let parser;
export const ready = async () => { parser = worker("udsv.worker"); };
export const run = (workload, file) => parser.ask({ workload, file });
