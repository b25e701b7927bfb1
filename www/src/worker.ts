/** The only place that touches the core and the user's bytes. Bundled to a classic script and started from a blob. */
import { initSync, Part, Session } from "../../pkg/rikssnitt.js";
import { initSync as initOverview, Overview } from "../../pkg/rikssnitt_overview.js";
import type { CoreError, OverviewDoor, SessionDoor } from "./contract";
import { bytesOf } from "./lib/letters";
import { helper, partServer, workers, type FromPart, type ToPart } from "./lib/parts";
import { practise, practiseIn } from "./lib/practice";
import { sparing } from "./lib/progress";
import { startWorker } from "./lib/start";
import type { FromFormats, FromWorker, Given, Kept, Origin, ToWorker } from "./protocol";

const port = self as unknown as {
  postMessage(message: FromWorker | FromPart, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};
type Call = Exclude<ToWorker, { cancel: number } | Given | { part: ToPart }>;
const cancels = new Map<number, AbortController>();
let practice: AbortController | null = null;
let overview: OverviewDoor | null = null;
let opened: Promise<Opened> | null = null;
let turn: Promise<void> = Promise.resolve();

/** Who waits for what the page keeps until it is asked for. The texts are long, so nobody here keeps them. */
const asked = new Map<Kept, (text: string) => void>();
function ask(need: Kept): Promise<string> {
  return new Promise((resolve) => {
    asked.set(need, resolve);
    port.postMessage({ need });
  });
}

/** What the page opens with: the built-in figures, in a module without all that reads files. */
function openOverview(): OverviewDoor {
  initOverview({ module: new WebAssembly.Module(bytesOf(OVERVIEW_LETTERS)) });
  return new Overview();
}

/** The core, and how it is opened in another worker. */
interface Opened {
  module: WebAssembly.Module;
  another: () => Worker;
  core: SessionDoor;
}

async function open(): Promise<Opened> {
  const [letters, source] = await Promise.all([ask("core"), ask("worker")]);
  const module = new WebAssembly.Module(bytesOf(letters));
  initSync({ module });
  const another = (): Worker => startWorker(source);
  return { module, another, core: new Session(formats, (blob: Blob) => helper(another(), module, blob), workers()) };
}

/** This script in another worker, which has a part of a file or practises. */
const part = partServer(
  (message, transfer) => port.postMessage(message, transfer),
  (module, blob) => {
    initSync({ module });
    return new Part(blob);
  },
  (module) => {
    initSync({ module });
    return practise(new Session());
  },
);

/** Lets the module of other formats read a file, in a worker that ends with it and takes its memory along. */
async function formats(
  bytes: Uint8Array<ArrayBuffer>,
  take: (batch: Uint8Array) => void,
  signal: AbortSignal,
): Promise<void> {
  const reader = startWorker(await ask("formats"));
  try {
    await new Promise<void>((resolve, reject) => {
      const stop = (): void => reject(new Error("formats"));
      if (signal.aborted) return stop();
      signal.addEventListener("abort", stop, { once: true });
      reader.onerror = (event) => {
        event.preventDefault();
        stop();
      };
      reader.onmessage = ({ data }: MessageEvent<FromFormats>) => {
        if ("batch" in data) take(data.batch);
        else if (data.ended) resolve();
        else stop();
      };
      reader.postMessage(bytes, [bytes.buffer]);
    });
  } finally {
    reader.terminate();
  }
}

function blobOf(origin: Origin): Blob {
  if ("file" in origin) return origin.file;
  return new File([origin.text], origin.example);
}

async function answer(message: Call): Promise<unknown> {
  if (message.call === "start") return (overview ??= openOverview()).start();
  if (message.call === "overview") return (overview ??= openOverview()).overview(message.ask.region);
  const { module, another, core } = await (opened ??= open());
  const progress = sparing((done, total) => port.postMessage({ id: message.id, progress: [done, total] }));
  const signal = cancels.get(message.id)?.signal ?? new AbortController().signal;
  switch (message.call) {
    case "practise":
      return practiseIn(another, module, signal);
    case "add":
      return core.add(blobOf(message.ask.origin), progress, signal);
    case "correct":
      return core.correct(message.ask.file, message.ask.correction);
    case "propose":
      return core.propose(message.ask.region);
    case "adopt": {
      const { plan: given, files } = message.ask;
      const plan = core.adopt(typeof given === "string" ? given : await given.text());
      return { plan, inspections: Array.from({ length: files }, (_, file) => core.inspect(file)) };
    }
    case "analyse":
      return core.show(message.ask.plan, progress, signal);
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

async function serve(message: Call): Promise<void> {
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
  if ("part" in data) return part(data.part);
  if ("given" in data) {
    asked.get(data.given)?.(data.text);
    asked.delete(data.given);
    return;
  }
  if ("cancel" in data) {
    cancels.get(data.cancel)?.abort();
    return;
  }
  practice?.abort();
  const stop = new AbortController();
  cancels.set(data.id, stop);
  practice = data.call === "practise" ? stop : null;
  turn = turn.then(() => serve(data));
};
