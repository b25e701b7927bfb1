/** Filled in by www/build.mjs. */
declare const WORKER_SOURCE: string;
declare const STYLE: string;
declare const OVERVIEW_LETTERS: string;
declare const FORMATS_LETTERS: string;

/** Built by wasm-bindgen (`--target web`) before the page is. */
declare module "*/pkg/rikssnitt.js" {
  export const initSync: (input: { module: BufferSource | WebAssembly.Module }) => unknown;
  export const Session: new (
    formats?: import("./contract").Formats,
    help?: (blob: Blob) => Promise<import("./lib/parts").Helper>,
    workers?: number,
  ) => import("./contract").SessionDoor;
  export const Part: new (blob: Blob) => import("./contract").PartDoor;
}

declare module "*/pkg/rikssnitt_overview.js" {
  export const initSync: (input: { module: BufferSource | WebAssembly.Module }) => unknown;
  export const Overview: new () => import("./contract").OverviewDoor;
}

declare module "*/pkg/rikssnitt_formats.js" {
  export const initSync: (input: { module: BufferSource | WebAssembly.Module }) => unknown;
  export const pack: (bytes: Uint8Array, take: (batch: Uint8Array<ArrayBuffer>) => void) => void;
}
