import type { ToPart } from "./lib/parts";
import type { CoreError, Correction, ExportFormat, Inspection, Moved, Plan, Result, Start } from "./contract";

/** A file of the user's, or an invented one that the page carries. */
export type Origin = { file: File } | { example: string; text: string };

/** What the page can ask the worker: arguments and answer of each call. */
export interface Calls {
  start: { ask: Record<never, never>; answer: Start };
  /** A file will come: the core is opened and made fast. The next call ends it. */
  practise: { ask: Record<never, never>; answer: undefined };
  overview: { ask: { region: string }; answer: Result };
  add: { ask: { origin: Origin }; answer: Inspection };
  correct: { ask: { file: number; correction: Correction }; answer: Inspection };
  propose: { ask: { region: string }; answer: Plan };
  analyse: { ask: { plan: string }; answer: Result };
  adopt: { ask: { plan: File | string; files: number }; answer: { plan: Plan; inspections: Inspection[] } };
  moved: { ask: { before: { file: File } | { plan: string }; after: string }; answer: Moved };
  export: { ask: { plan: string; format: ExportFormat }; answer: Uint8Array };
}

/** What the page keeps for the worker until it is asked for. */
export type Kept = "core" | "formats" | "worker";
export type Given = { given: Kept; text: string };

export type Call = keyof Calls;
export type ToWorker =
  { [C in Call]: { id: number; call: C; ask: Calls[C]["ask"] } }[Call] | { cancel: number } | Given | { part: ToPart };
export type FromWorker =
  | { id: number; answer: unknown }
  | { id: number; error: CoreError }
  | { id: number; progress: [number, number] }
  | { id: number; crash: true }
  | { need: Kept };

/** What the worker says that reads other formats: rows, or that it has ended, well or not. */
export type FromFormats = { batch: Uint8Array<ArrayBuffer> } | { ended: boolean };
