/** Workers that read the parts of a large file: how the one that has the first part calls another, and the other's side. */
import type { PartDoor } from "../contract";
import { sparing } from "./progress";

type Call = "recognise" | "settle" | "resume" | "answer";
/** What another worker is told: the core and the file, then calls of its door. */
export type ToPart =
  | { module: WebAssembly.Module; blob: Blob }
  | { practise: WebAssembly.Module }
  | { id: number; call: Call; given: unknown[] }
  | { cancel: true };
export type FromPart =
  { ready: true } | { id: number; progress: number } | { id: number; answer: Answer } | { id: number; failed: true };

/** What a call gave, and where the part begins and ends. */
interface Answer {
  value: unknown;
  start: number;
  end: number;
}

/** Another worker, as the core calls it. */
export interface Helper {
  ask(call: Call, given: unknown[], progress: (done: number) => void, signal: AbortSignal): Promise<Answer>;
  cancel(): void;
  end(): void;
}

/** At most so many workers read one file: what they wait for is the browser that hands them its bytes. */
const MOST = 4;
export const workers = (): number => Math.min(navigator.hardwareConcurrency || 1, MOST);

/** Calls to a worker that has just been started, when it is there. */
export function helper(worker: Worker, module: WebAssembly.Module, blob: Blob): Promise<Helper> {
  let next = 0;
  let ended = false;
  const waiting = new Map<
    number,
    { resolve: (answer: Answer) => void; reject: (reason: Error) => void; progress: (done: number) => void }
  >();
  const end = (): void => {
    ended = true;
    worker.terminate();
    for (const { reject } of waiting.values()) reject(new Error("ended"));
    waiting.clear();
  };
  const tell = (part: ToPart): void => worker.postMessage({ part });
  const calls: Helper = {
    ask(call, given, progress, signal) {
      const answer = new Promise<Answer>((resolve, reject) => {
        if (ended) return reject(new Error("ended"));
        const id = next++;
        waiting.set(id, { resolve, reject, progress });
        tell({ id, call, given });
        signal.addEventListener("abort", () => waiting.has(id) && tell({ cancel: true }), { once: true });
      });
      // One that nobody waits for any longer, because another has failed, is no error.
      answer.catch(() => {});
      return answer;
    },
    cancel: () => tell({ cancel: true }),
    end,
  };
  let ready: (calls: Helper) => void = () => {};
  let lost: (reason: Error) => void = () => {};
  worker.onerror = (event) => {
    event.preventDefault();
    lost(new Error("worker"));
    end();
  };
  worker.onmessage = ({ data }: MessageEvent<FromPart>) => {
    if ("ready" in data) return ready(calls);
    const call = waiting.get(data.id);
    if (!call) return;
    if ("progress" in data) return call.progress(data.progress);
    waiting.delete(data.id);
    if ("answer" in data) call.resolve(data.answer);
    else call.reject(new Error("failed"));
  };
  tell({ module, blob });
  return new Promise((resolve, reject) => {
    ready = resolve;
    lost = reject;
  });
}

/** The other worker's side: answers one message. */
export function partServer(
  post: (message: FromPart, transfer?: Transferable[]) => void,
  open: (module: WebAssembly.Module, blob: Blob) => PartDoor,
  practise: (module: WebAssembly.Module) => Promise<void>,
): (message: ToPart) => void {
  let door: PartDoor | null = null;
  let stop = new AbortController();
  return (message) => {
    if ("module" in message) {
      door = open(message.module, message.blob);
      post({ ready: true });
    } else if ("practise" in message) void practise(message.practise).finally(() => post({ ready: true }));
    else if ("cancel" in message) stop.abort();
    else if (door) {
      stop = new AbortController();
      const { id } = message;
      void call(
        door,
        message,
        sparing((progress) => post({ id, progress })),
        stop.signal,
      ).then(
        (answer) => post({ id, answer }, answer.value instanceof Uint8Array ? [answer.value.buffer] : []),
        () => post({ id, failed: true }),
      );
    }
  };
}

async function call(
  door: PartDoor,
  { call, given }: { call: Call; given: unknown[] },
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const method = door[call] as (...given: unknown[]) => unknown;
  const more = call === "recognise" || call === "answer" ? [progress, signal] : [];
  const value = await method.call(door, ...given, ...more);
  return { value, start: door.start(), end: door.end() };
}
