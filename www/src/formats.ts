/** Reads one file of a format that the core does not know, and hands its rows over. Its memory ends with it. */
import { initSync, pack } from "../../pkg/rikssnitt_formats.js";
import { bytesOf } from "./lib/letters";
import type { FromFormats } from "./protocol";

const port = self as unknown as {
  postMessage(message: FromFormats, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<Uint8Array<ArrayBuffer>>) => void) | null;
};

port.onmessage = ({ data }) => {
  try {
    initSync({ module: new WebAssembly.Module(bytesOf(FORMATS_LETTERS)) });
    pack(data, (batch: Uint8Array<ArrayBuffer>) => port.postMessage({ batch }, [batch.buffer]));
    port.postMessage({ ended: true });
  } catch {
    port.postMessage({ ended: false });
  }
};
