/** uDSV and plain JavaScript in a worker. */
import { practice } from "./practice.mjs";
import { worker } from "./worker.mjs";

let parser;
export const ready = async () => { parser = worker("udsv.worker"); };
export const practise = () => run("W1", practice());
export const run = (workload, file) => parser.ask({ workload, file });
