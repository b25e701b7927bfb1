import { scaleLinear } from "d3-scale";
import { svg } from "lit";
import type { Distribution } from "../contract";
import { number, period as written, withUnit } from "../lib/format";
import type { Lang } from "../state";
import { textIn } from "../text";
import type { Frame } from "./frame";

export interface AnswersInput {
  id: string;
  label: string;
  place: string;
  lang: Lang;
  width: number;
  rows: Distribution[];
  /** Positive answers in the order of the plan. */ positive: readonly string[];
  /** The measure's value by period, as estimated. */ values: ReadonlyMap<string, number | null>;
}

type Answer = Distribution["answers"][number];

const BAR = 34;
const ROW = 64;
const TOP = 8;
const GAP = 2;
const LEAST = 44;
const LETTER = 8.5;
const KEYS = "ABCDEFGHIJKLMNOP";

/** (b) How the answers were shared in each measurement; a mark where the positive share has changed significantly. */
export function answers(input: AnswersInput): Frame {
  const { lang, width } = input;
  const text = textIn(lang);
  const rows = [...input.rows].sort((a, b) => (a.period < b.period ? -1 : 1));
  const names = everyAnswer(rows, input.positive);
  const tone = tones(names.map((one) => one.positive));
  const height = TOP + rows.length * ROW;
  const x = scaleLinear()
    .domain([0, 100])
    .range([0, width - 2]);
  const share = (value: number | null): string => withUnit(value, "percent", 1, lang);
  const positive = (row: Distribution): number | null => input.values.get(row.period) ?? null;
  const said = (row: Distribution): string =>
    row.significant_change === null ? "" : row.significant_change ? text.chart.significant : text.chart.notSignificant;
  const find = (row: Distribution, answer: string): Answer | undefined =>
    row.answers.find((one) => one.answer === answer);
  const shareOf = (row: Distribution, answer: string): string => {
    const one = find(row, answer);
    return row.status !== "ok" || one?.share === null ? text.hidden.toLowerCase() : share(one?.share ?? 0);
  };
  const shown = rows.filter((row) => row.status === "ok");
  const beside = Math.max(LEAST, ...rows.map((row) => written(row.period).length * LETTER + GAP * 4));
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    id: input.id,
    title: text.chart.answers(input.label, input.place),
    width,
    height,
    notes: [],
    finding:
      first && first === last
        ? text.chart.answersOne(written(first.period), share(positive(first)))
        : first && last
          ? text.chart.answersFinding(
              written(first.period),
              share(positive(first)),
              written(last.period),
              share(positive(last)),
              said(last),
            )
          : text.chart.trendNone(input.place),
    legend: names.map((one, index) => ({
      mark: tone[index] ?? "n0",
      text: `${KEYS[index] ?? ""} ${one.answer}${one.positive ? ` (${text.chart.positive})` : ""}`,
    })),
    points: rows.map(
      (row) =>
        `${written(row.period)}: ${row.status === "ok" ? names.map((one) => `${one.answer} ${shareOf(row, one.answer)}`).join(", ") : text.hidden}. ${said(row)}`,
    ),
    table: {
      head: [text.chart.period, ...names.map((one) => one.answer), text.chart.n, text.result.change],
      rows: rows.map((row) => [
        written(row.period),
        ...names.map((name) => shareOf(row, name.answer)),
        number(row.n, 0, lang),
        said(row),
      ]),
    },
    draw: (cursor) =>
      svg`${rows.map((row, index) => {
        const y = TOP + index * ROW;
        let from = 0;
        return svg`
        ${index === cursor ? svg`<rect class="cursor" x="1" y=${y - 5} width=${width - 2} height=${ROW - 2}></rect>` : ""}
        <text class="label strong" x="0" y=${y + 13}>${written(row.period)}</text>
        <text class="tick" x=${beside} y=${y + 13}>${row.n === null ? "" : `n = ${number(row.n, 0, lang)}`}</text>
        ${row.significant_change ? svg`<path class="star" d=${star(beside + (width < 560 ? 84 : 106), y + 8)}></path><text class="label strong" x=${beside + (width < 560 ? 94 : 118)} y=${y + 13}>${width < 480 ? text.result.change : text.chart.significant}</text>` : ""}
        ${
          row.status === "ok"
            ? names.map((name, place) => {
                const one = find(row, name.answer);
                if (one === undefined || one.share === null) return "";
                const [begin, wide] = [x(from), x(one.share)];
                from += one.share;
                return svg`<rect class=${`seg ${tone[place] ?? "n0"}`} x=${begin} y=${y + 19} width=${Math.max(0, wide - GAP)} height=${BAR}></rect>
            ${wide > 26 ? svg`<text class=${`in-seg ${tone[place] ?? "n0"}`} x=${begin + wide / 2 - 1} y=${y + 19 + BAR / 2 + 5} text-anchor="middle">${wide > 52 ? `${KEYS[place] ?? ""} ` : ""}${number(one.share, 0, lang)}</text>` : ""}`;
              })
            : svg`<text class="label" x="0" y=${y + 42}>${text.hidden}</text>`
        }
        ${
          row.status === "ok" && row.answers.some((one) => one.share === null) && from < 100
            ? svg`<rect class="seg hidden-part" x=${x(from) + 1} y=${y + 20} width=${Math.max(0, x(100 - from) - GAP - 2)} height=${BAR - 2}></rect>
          ${x(100 - from) > 44 ? svg`<text class="tick" x=${x(from) + x(100 - from) / 2} y=${y + 19 + BAR / 2 + 5} text-anchor="middle">${text.hidden}</text>` : ""}`
            : ""
        }`;
      })}`,
  };
}

/** The answers of all measurements in one order: the positive ones first, as the plan has them. */
function everyAnswer(rows: readonly Distribution[], positive: readonly string[]): Answer[] {
  const known = new Map<string, Answer>();
  const fullest = [...rows].sort((a, b) => b.answers.length - a.answers.length);
  for (const row of fullest) for (const one of row.answers) if (!known.has(one.answer)) known.set(one.answer, one);
  const rank = (one: Answer): number =>
    one.positive ? positive.indexOf(one.answer) + 1 || positive.length + 1 : positive.length + 2;
  return [...known.values()].sort((a, b) => rank(a) - rank(b));
}

/** Positive answers in one family of tones, the others in another. */
function tones(positive: readonly boolean[]): string[] {
  const seen = { p: 0, n: 0 };
  return positive.map((one) => {
    const family = one ? "p" : "n";
    return `${family}${Math.min(3, seen[family]++)}`;
  });
}

function star(x: number, y: number): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const [radius, angle] = [index % 2 ? 3 : 7, (index * Math.PI) / 5 - Math.PI / 2];
    return `${(x + radius * Math.cos(angle)).toFixed(1)} ${(y + radius * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${points.join("L")}Z`;
}
