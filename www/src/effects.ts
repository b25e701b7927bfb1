import type { CoreError, ExportFormat } from "./contract";
import { writeAddress } from "./address";
import { Cancelled, Crash, Engine, Refusal } from "./engine";
import { copy, give } from "./lib/give";
import { namedRates } from "./lib/rates";
import { pictureOf, png } from "./lib/picture";
import { gains } from "./lib/practice";
import { asPercent } from "./percent";
import { invented } from "./lib/invented";
import type { Call, Calls, Origin } from "./protocol";
import type { Effect, ExampleName, Failure, Message, Model, Task } from "./state";

const SHOW_AFTER_MS = 300;
const WORKBOOK = ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] as const;
/** How each form of the result ends and what it is. */
const FORMATS: Record<ExportFormat, readonly [string, string]> = {
  csv: ["csv", "text/csv;charset=utf-8"],
  json: ["json", "application/json"],
  xlsx: WORKBOOK,
  "xlsx-en": WORKBOOK,
};

/** Carries out effects: the core's calls one after another, and what the browser is asked for. */
export class Effects {
  #engine = new Engine();
  #abort: AbortController | null = null;
  #turn: Promise<void> = Promise.resolve();
  /** Raised by "Rensa": what was waiting is not started. */
  #round = 0;

  constructor(
    private readonly send: (message: Message) => void,
    private readonly focus: (id: string) => void,
    private readonly chart: (id: string) => SVGSVGElement | null,
    private readonly model: () => Model,
  ) {}

  run(effect: Effect): void {
    switch (effect.type) {
      case "start":
        return this.#line("start", null, "start", {}, (start) => this.send({ type: "started", start }));
      case "practise":
        if (gains()) this.#turn = this.#turn.then(() => void this.#engine.ask("practise", {}).catch(() => {}));
        return;
      case "overview":
        return this.#line("overview", null, "overview", { region: effect.region }, (result) =>
          this.send({ type: "overview", region: effect.region, result }),
        );
      case "add":
        return effect.files.forEach((file) => this.#add({ file }, file.name, file.size, false));
      case "example":
        return this.#add(example(effect.name), effect.name, 0, true);
      case "correct":
        return this.#line(
          "correct",
          null,
          "correct",
          { file: effect.file, correction: effect.correction },
          (inspection) => this.send({ type: "corrected", file: effect.file, inspection }),
        );
      case "propose":
        return this.#line("propose", null, "propose", { region: effect.region }, (plan) =>
          this.send({ type: "planned", plan }),
        );
      case "adopt": {
        const plan = effect.plan instanceof File ? effect.plan : JSON.stringify(effect.plan);
        const name = effect.plan instanceof File ? effect.plan.name : null;
        return this.#line("adopt", name, "adopt", { plan, files: effect.files }, (adopted) =>
          this.send({ type: "adopted", ...adopted }),
        );
      }
      case "analyse":
        return this.#line("analyse", null, "analyse", { plan: JSON.stringify(effect.plan) }, (result) =>
          this.send({
            type: "analysed",
            region: effect.plan.region ?? null,
            result: namedRates(asPercent(result), effect.plan),
          }),
        );
      case "system":
        return this.#line("system", null, "analyse", { plan: JSON.stringify(effect.plan) }, (result) =>
          this.send({ type: "systemed", of: JSON.stringify(effect.plan), result: asPercent(result) }),
        );
      case "moved": {
        const { before } = effect;
        const name = "file" in before ? before.file.name : null;
        const earlier = "file" in before ? before : { plan: JSON.stringify(before.plan) };
        const of = JSON.stringify(effect.after);
        return this.#line("moved", name, "moved", { before: earlier, after: of }, (moved) =>
          this.send({ type: "moved", of, moved, from: name }),
        );
      }
      case "export":
        return this.#line(
          "export",
          null,
          "export",
          { plan: JSON.stringify(effect.plan), format: effect.format },
          (bytes) => this.#exported(bytes, effect.format),
        );
      case "cancel":
        return this.#abort?.abort();
      case "clear":
        return this.#clear();
      case "address":
        return address(writeAddress(effect.address), effect.push);
      case "focus":
        return this.focus(effect.id);
      case "copy":
        return void copy(effect.text).then((done) => this.send({ type: "said", said: done ? "copied" : "copyFailed" }));
      case "save":
        return this.#save(new Blob([effect.text], { type: effect.mime }), effect.name);
      case "picture":
        return this.#picture(effect);
      case "print":
        return print();
    }
  }

  #add(origin: Origin | Promise<Origin>, name: string, size: number, example: boolean): void {
    const ask = Promise.resolve(origin).then((origin) => ({ origin }));
    this.#line("add", name, "add", ask, (inspection) => this.send({ type: "added", name, size, example, inspection }));
  }

  /** Stands in line for the worker; tells the page when it begins, when it is slow and how it ended. */
  #line<C extends Call>(
    task: Task,
    name: string | null,
    call: C,
    ask: Calls[C]["ask"] | Promise<Calls[C]["ask"]>,
    done: (answer: Calls[C]["answer"]) => void,
  ): void {
    const round = this.#round;
    this.#turn = this.#turn.then(async () => {
      if (round !== this.#round) return;
      const abort = (this.#abort = new AbortController());
      this.send({ type: "working", task, name });
      const slow = setTimeout(() => this.send({ type: "slow" }), SHOW_AFTER_MS);
      try {
        const progress = (part: number, total: number): void => this.send({ type: "progress", done: part, total });
        const answer = await this.#engine.ask(call, await ask, { signal: abort.signal, progress });
        if (round === this.#round) done(answer);
      } catch (reason) {
        if (round === this.#round) this.#failed(task, name, reason);
      } finally {
        clearTimeout(slow);
        if (this.#abort === abort) this.#abort = null;
      }
    });
  }

  #failed(task: Task, name: string | null, reason: unknown): void {
    if (reason instanceof Cancelled) return this.send({ type: "cancelled", lost: reason.lost });
    const where: CoreError = { code: "P_UNKNOWN", file: null, row: null, column: null, params: {} };
    if (reason instanceof Refusal) {
      const failure: Failure = { ...where, ...reason.reason, params: reason.reason.params ?? {}, name };
      return this.send({ type: "failed", failure, lost: false });
    }
    if (!(reason instanceof Crash)) this.#engine.end();
    const code = task === "start" ? "P_NO_START" : "P_CORE_STOPPED";
    this.send({ type: "failed", failure: { ...where, code, name }, lost: true });
  }

  #exported(bytes: Uint8Array, format: ExportFormat): void {
    this.send({ type: "idle" });
    const [end = "", type] = FORMATS[format];
    const name = `rikssnitt_${this.model().region ?? "resultat"}.${end}`;
    this.#save(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }), name);
  }

  #save(blob: Blob, name: string): void {
    give(blob, name);
    this.send({ type: "said", said: "saved" });
  }

  #picture(effect: Extract<Effect, { type: "picture" }>): void {
    const drawing = this.chart(effect.chart);
    if (!drawing) return;
    const picture = pictureOf(drawing, effect.title, effect.lines);
    const name = `${effect.chart}.${effect.format}`;
    if (effect.format === "svg") return this.#save(new Blob([picture.text], { type: "image/svg+xml" }), name);
    void png(picture).then((blob) => this.#save(blob, name));
  }

  #clear(): void {
    this.#round++;
    this.#engine.end();
  }
}

/** An invented file that the page carries. */
function example(name: ExampleName): Origin {
  return { example: name, text: invented()[name] };
}

/** Writes the address; a page opened from disk or in a sandbox may refuse the history. */
function address(hash: string, push: boolean): void {
  if (location.hash === hash) return;
  try {
    if (push) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  } catch {
    location.hash = hash;
  }
}
