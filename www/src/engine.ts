import type { CoreError } from "./contract";
import { later } from "./later";
import { startWorker } from "./lib/start";
import type { Call, Calls, FromWorker, ToWorker } from "./protocol";

/** The core stopped in the middle of a call, or the worker could not start. The worker is already replaced. */
export class Crash extends Error {}

/** The core answered that it cannot. */
export class Refusal extends Error {
  constructor(readonly reason: CoreError) {
    super(reason.code);
  }
}

/** The user cancelled; `lost` says that the worker had to be ended with everything it held. */
export class Cancelled extends Error {
  constructor(readonly lost: boolean) {
    super("cancelled");
  }
}

interface Waiting {
  resolve: (answer: never) => void;
  reject: (reason: Error) => void;
  progress?: (done: number, total: number) => void;
}

const GRACE_MS = 400;

/** Typed calls to the worker, one at a time in order. */
export class Engine {
  #worker: Worker | null = null;
  #next = 1;
  #waiting = new Map<number, Waiting>();

  /** Asks the core. `progress` is told of bytes read; aborting `signal` cancels, by ending the worker if it does not listen. */
  ask<C extends Call>(
    call: C,
    ask: Calls[C]["ask"],
    options: { progress?: (done: number, total: number) => void; signal?: AbortSignal } = {},
  ): Promise<Calls[C]["answer"]> {
    const id = this.#next++;
    const worker = (this.#worker ??= this.#open());
    return new Promise((resolve, reject) => {
      if (options.signal?.aborted) return reject(new Cancelled(false));
      this.#waiting.set(id, { resolve: resolve as (answer: never) => void, reject, progress: options.progress });
      options.signal?.addEventListener("abort", () => this.#cancel(id), { once: true });
      worker.postMessage({ id, call, ask } as ToWorker);
    });
  }

  /** Ends the worker: its memory and every file in it are gone. */
  end(reason: Error = new Cancelled(true)): void {
    this.#worker?.terminate();
    this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const one of waiting) one.reject(reason);
  }

  #open(): Worker {
    const worker = startWorker(WORKER_SOURCE);
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.end(new Crash("worker"));
    };
    return worker;
  }

  #hear(data: FromWorker): void {
    if ("need" in data) {
      const [worker, given] = [this.#worker, data.need];
      const text =
        given === "worker"
          ? Promise.resolve(WORKER_SOURCE)
          : later().then((kept) => kept[given] + (given === "core" ? kept.data : ""));
      return void text.then((text) => worker?.postMessage({ given, text } satisfies ToWorker));
    }
    const waiting = this.#waiting.get(data.id);
    if (!waiting) return;
    if ("progress" in data) return waiting.progress?.(...data.progress);
    this.#waiting.delete(data.id);
    if ("answer" in data) waiting.resolve(data.answer as never);
    else if ("error" in data)
      waiting.reject(data.error.code === "X_CANCELLED" ? new Cancelled(false) : new Refusal(data.error));
    else {
      waiting.reject(new Crash("core"));
      this.end(new Crash("core"));
    }
  }

  #cancel(id: number): void {
    if (!this.#waiting.has(id)) return;
    this.#worker?.postMessage({ cancel: id } satisfies ToWorker);
    setTimeout(() => {
      if (this.#waiting.has(id)) this.end();
    }, GRACE_MS);
  }
}
