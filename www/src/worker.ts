/** The only place that touches the core and the user's bytes. Bundled to a classic script and started from a blob. */
import { initSync, Session } from "../../pkg/rikssnitt.js";
import type { CoreError, SessionDoor } from "./contract";
import type { FromWorker, Origin, ToWorker } from "./protocol";

const port = self as unknown as {
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};
const PROGRESS_EVERY_MS = 100;
const cancels = new Map<number, AbortController>();
let session: Promise<SessionDoor> | null = null;
let turn: Promise<void> = Promise.resolve();

/** The bytes behind a gzip in base64. */
async function unpack(packed: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function open(): Promise<SessionDoor> {
  initSync({ module: new WebAssembly.Module(await unpack(WASM_GZIP_BASE64)) });
  return new Session();
}

async function blobOf(origin: Origin): Promise<Blob> {
  if ("file" in origin) return origin.file;
  return new File([await unpack(EXAMPLES_GZIP_BASE64[origin.example] ?? "")], origin.example);
}

/** Progress no more often than the eye follows. */
function sparing(id: number): (done: number, total: number) => void {
  let last = 0;
  return (done, total) => {
    const now = performance.now();
    if (now - last < PROGRESS_EVERY_MS && done < total) return;
    last = now;
    port.postMessage({ id, progress: [done, total] });
  };
}

async function answer(message: Exclude<ToWorker, { cancel: number }>): Promise<unknown> {
  const core = await (session ??= open());
  const progress = sparing(message.id);
  const signal = cancels.get(message.id)?.signal ?? new AbortController().signal;
  switch (message.call) {
    case "start":
      return core.start();
    case "overview":
      return core.overview(message.ask.region);
    case "add":
      return core.add(await blobOf(message.ask.origin), progress, signal);
    case "correct":
      return core.correct(message.ask.file, message.ask.correction);
    case "propose":
      return core.propose(message.ask.region);
    case "analyse":
      return core.analyse(message.ask.plan, progress, signal);
    case "moved": {
      const text = async (plan: string): Promise<string> =>
        new TextDecoder().decode(await core.export(plan, "json", progress, signal));
      const { before, after } = message.ask;
      const earlier = "file" in before ? await before.file.text() : await text(before.plan);
      return core.moved(earlier, await text(after));
    }
    case "export":
      return core.export(message.ask.plan, message.ask.format, progress, signal);
  }
}

function isCoreError(thrown: unknown): thrown is CoreError {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string";
}

async function serve(message: Exclude<ToWorker, { cancel: number }>): Promise<void> {
  const { id } = message;
  try {
    port.postMessage({ id, answer: await answer(message) });
  } catch (thrown) {
    if (isCoreError(thrown)) port.postMessage({ id, error: thrown });
    else port.postMessage({ id, crash: true });
  } finally {
    cancels.delete(id);
  }
}

port.onmessage = ({ data }) => {
  if ("cancel" in data) {
    cancels.get(data.cancel)?.abort();
    return;
  }
  cancels.set(data.id, new AbortController());
  turn = turn.then(() => serve(data));
};
