/** Filled in by www/build.mjs. */
declare const WORKER_SOURCE: string;
declare const STYLE: string;
declare const WASM_GZIP_BASE64: string;
declare const EXAMPLES_GZIP_BASE64: Record<string, string>;

/** Built by wasm-bindgen (`--target web`) before the page is. */
declare module "*/pkg/rikssnitt.js" {
  export const initSync: (input: { module: BufferSource | WebAssembly.Module }) => unknown;
  export const Session: new () => import("./contract").SessionDoor;
}
