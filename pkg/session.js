/** The core, which fetches its second module the first time that a file is not delimited text. */
import init, { Session as Core } from "./rikssnitt.js";

export { initSync, Part } from "./rikssnitt.js";
export default init;

let second;

async function formats(bytes, take) {
  second ??= import("./rikssnitt_formats.js").then(async (module) => {
    await module.default();
    return module;
  });
  (await second).pack(bytes, take);
}

export class Session extends Core {
  constructor(read = formats, help, workers) {
    super(read, help, workers);
  }
}
