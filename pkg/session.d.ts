import { Session as Core } from "./rikssnitt.js";

export { default, initSync, Part } from "./rikssnitt.js";

/** Reads a file that is not delimited text: hands its rows, as the second module packs them, to `take`. */
export type Formats = (bytes: Uint8Array, take: (batch: Uint8Array) => void, signal: AbortSignal) => Promise<void>;

/** Another worker, which calls the methods of its `Part`. */
export interface Helper {
  ask(
    call: "recognise" | "settle" | "answer",
    given: unknown[],
    progress: (done: number) => void,
    signal: AbortSignal,
  ): Promise<{ value: unknown; start: number; end: number }>;
  cancel(): void;
  end(): void;
}

export class Session extends Core {
  /**
   * Without `read` the second module is fetched beside this file when it is needed. `help` starts another worker for a
   * part of a large file; `workers` are used at most, this one among them.
   */
  constructor(read?: Formats, help?: (blob: Blob) => Promise<Helper>, workers?: number);
}
