import { Session as Core } from "./rikssnitt.js";

export { default, initSync } from "./rikssnitt.js";

/** Reads a file that is not delimited text: hands its rows, as the second module packs them, to `take`. */
export type Formats = (bytes: Uint8Array, take: (batch: Uint8Array) => void, signal: AbortSignal) => Promise<void>;

export class Session extends Core {
  /** Without `read` the second module is fetched beside this file when it is needed. */
  constructor(read?: Formats);
}
