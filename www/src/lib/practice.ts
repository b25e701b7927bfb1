/**
 * A browser makes code fast once it has run it often, and before the first file it has run nothing of what reads one.
 * While the user looks for the file, a table that means nothing is read and answered, so that theirs is not the first.
 */
import type { SessionDoor } from "../contract";
import type { ToPart } from "./parts";

const QUESTIONS = 10;
/** Rows that differ, and how often they stand in the file: so often that it is read as large files are. */
const ROWS = 5_000;
const TIMES = 36;
/** Spreads the numbers of rows, for each column in another way. */
const SPREAD = 0x9e3779b1;
const REGIONS = "01 03 04 05 06 07 08 09 10 12 13 14 17 18 19 20 21 22 23 24 25".split(" ");
const AGES = ["16–29", "30–64", "65–84", "85 år och äldre"];

function row(number: number): string {
  const of = (column: number, many: number): number => (Math.imul(number + 1, SPREAD + 2 * column) >>> 9) % many;
  const region = REGIONS[of(0, REGIONS.length)];
  const words = [of(4, 2) ? "Kvinna" : "Man", AGES[of(5, AGES.length)]].map((word) => `"${word}"`);
  const answers = Array.from({ length: QUESTIONS }, (_, at) => of(at + 6, 6) || "");
  return [region, 2020 + of(1, 3), `${of(2, 90) + 1},${of(2, 9_973)}`, of(3, 99), ...words, ...answers].join(";");
}

/** The table, as a file. */
export function practiceFile(): File {
  const questions = Array.from({ length: QUESTIONS }, (_, at) => `fråga_${at + 1}`);
  const header = ["region", "år", "vikt", "stratum", "kön", "åldersgrupp", ...questions].join(";");
  const rows = new Blob(Array.from({ length: ROWS }, (_, at) => `${row(at)}\n`));
  return new File([`${header}\n`, ...Array.from({ length: TIMES }, () => rows)], "practice.csv");
}

/** Reads and answers it in a session of its own. */
export async function practise(session: SessionDoor): Promise<void> {
  const nothing = (): void => {};
  const { signal } = new AbortController();
  await session.add(practiceFile(), nothing, signal);
  const plan = session.propose("01");
  const measures = plan.measures?.filter(({ type }) => type === "proportion").slice(0, 3);
  await session.analyse(JSON.stringify({ ...plan, measures, groups: [] }), nothing, signal);
}

/** Browsers that gain by it, as a page tells. Firefox gains little, and gives the memory back late: it is none of them. */
export const gains = (): boolean => "userAgentData" in navigator;

/** Lets another worker do it, which ends with it and takes its memory along; what became fast is so for all workers. */
export function practiseIn(another: () => Worker, module: WebAssembly.Module, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const worker = another();
    const end = (): void => {
      worker.terminate();
      resolve();
    };
    worker.onmessage = end;
    worker.onerror = end;
    signal.addEventListener("abort", end, { once: true });
    worker.postMessage({ part: { practise: module } } satisfies { part: ToPart });
  });
}
