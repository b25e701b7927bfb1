import { scaleLinear } from "d3-scale";
import { svg } from "lit";
import type { Direction, Unit, Verdict } from "../contract";
import { interval, number, period as written, unitText, withUnit } from "../lib/format";
import type { Lang } from "../state";
import { textIn } from "../text";
import type { Frame } from "./frame";
import { within } from "./axis";
import { mark } from "./mark";

export interface RegionPoint {
  code: string;
  name: string;
  short: string;
  value: number | null;
  low: number | null;
  high: number | null;
  n: number | null;
  hidden: boolean;
  verdict: Verdict | null;
  peer: boolean;
}

export interface RegionsInput {
  id: string;
  label: string;
  period: string;
  unit: Unit;
  decimals: number;
  direction: Direction;
  lang: Lang;
  width: number;
  region: string;
  points: RegionPoint[];
  /** What the number behind a value counts; answers where absent. */ counted?: string;
  nation: { value: number | null; low: number | null; high: number | null };
}

const NARROW = 560;
const AXIS = 28;
const TOP = 30;

/** (a) One dot a region, sorted, with intervals where there are any, against the line of the nation. */
export function regions(input: RegionsInput): Frame {
  const { lang, unit, decimals, width, nation } = input;
  const text = textIn(lang);
  const shown = input.points
    .filter((point): point is RegionPoint & { value: number } => point.value !== null)
    .sort((a, b) => b.value - a.value || a.name.localeCompare(b.name, "sv"));
  if (input.direction === "lower") shown.reverse();
  const narrow = width < NARROW;
  const row = narrow ? 40 : 24;
  const left = narrow ? 8 : 170;
  const right = narrow ? 64 : 86;
  const height = TOP + shown.length * row + AXIS;
  const ends = shown
    .flatMap((point) => [point.value, point.low ?? point.value, point.high ?? point.value])
    .concat(nation.value === null ? [] : [nation.value]);
  const x = scaleLinear()
    .domain(within(Math.min(...ends), Math.max(...ends), unit))
    .range([left + 8, width - right]);
  const ticks = x.ticks(narrow ? 3 : 6);
  const say = (point: (typeof shown)[number]): string =>
    `${point.name}: ${withUnit(point.value, unit, decimals, lang)}${point.low === null ? "" : ` (${interval(point.low, point.high, decimals, lang)})`}`;
  const place = shown.findIndex((point) => point.code === input.region);
  const own = shown[place];
  const absent = input.points.filter((point) => point.value === null);
  const values = shown.map((point) => point.value);
  const lowestAndHighest = [
    number(Math.min(...values), decimals, lang),
    number(Math.max(...values), decimals, lang),
  ] as const;
  const finding = [
    own ? text.chart.regionsFinding(own.name, withUnit(own.value, unit, decimals, lang), ...lowestAndHighest) : "",
    nation.value === null
      ? ""
      : text.chart.nationNow(withUnit(nation.value, unit, decimals, lang), written(input.period)),
  ]
    .filter(Boolean)
    .join(" ");
  const kinds = new Set(shown.map((point) => point.verdict));
  const hasIntervals = shown.some((point) => point.low !== null);
  return {
    id: input.id,
    title: text.chart.regions(input.label, written(input.period)),
    finding,
    width,
    height,
    points: shown.map(say),
    notes: [
      hasIntervals ? text.chart.withInterval : text.chart.noInterval,
      ...(shown.some((point) => point.peer)
        ? [
            text.chart.peersMarked(
              shown
                .filter((point) => point.peer)
                .map((point) => point.short)
                .join(", "),
            ),
          ]
        : []),
      ...(absent.length > 0
        ? [
            text.chart.missing(
              absent
                .map((point) => `${point.short}${point.hidden ? ` (${text.hidden.toLowerCase()})` : ""}`)
                .join(", "),
            ),
          ]
        : []),
    ],
    legend: [...kinds]
      .filter((kind) => kind !== null && kind !== "not_tested")
      .map((kind) => ({ mark: kind as string, text: text.verdicts[kind as Verdict] })),
    table: {
      head: [text.region, text.chart.value, text.chart.interval, input.counted ?? text.chart.n],
      rows: [
        [text.nation, number(nation.value, decimals, lang), interval(nation.low, nation.high, decimals, lang), ""],
        ...shown.map((point) => [
          point.name,
          number(point.value, decimals, lang),
          interval(point.low, point.high, decimals, lang),
          number(point.n, 0, lang),
        ]),
        ...absent.map((point) => [point.name, point.hidden ? text.hidden : text.noValue, "", ""]),
      ],
    },
    draw: (cursor) => svg`
      ${ticks.map((tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1=${TOP} y2=${height - AXIS}></line><text class="tick" x=${x(tick)} y=${height - 8} text-anchor="middle">${number(tick, Number.isInteger(tick) ? 0 : Math.max(1, decimals), lang)}</text>`)}
      <text class="tick" x=${width - 4} y=${height - 8} text-anchor="end">${unitText(unit, lang)}</text>
      ${own ? svg`<rect class="band" x="0" y=${TOP + place * row} width=${width} height=${row}></rect>` : ""}
      ${
        nation.value === null
          ? ""
          : svg`<line class="nation" x1=${x(nation.value)} x2=${x(nation.value)} y1=${TOP - 6} y2=${height - AXIS}></line>
        <text class="label strong" x=${Math.min(Math.max(x(nation.value), 60), width - 60)} y="16" text-anchor="middle">${text.nation} ${withUnit(nation.value, unit, decimals, lang)}</text>`
      }
      ${shown.map((point, index) => {
        const y = TOP + index * row + (narrow ? 27 : row / 2);
        const chosen = point.code === input.region;
        return svg`
          ${index === cursor ? svg`<rect class="cursor" x="1" y=${TOP + index * row + 1} width=${width - 2} height=${row - 2}></rect>` : ""}
          <text class=${chosen ? "label strong" : point.peer ? "label peer" : "label"} x=${narrow ? left : left - 8} y=${narrow ? TOP + index * row + 14 : y + 5} text-anchor=${narrow ? "start" : "end"}>${point.short}</text>
          ${point.low !== null && point.high !== null ? svg`<line class="ci" x1=${x(point.low)} x2=${x(point.high)} y1=${y} y2=${y}></line>` : ""}
          ${mark(point.verdict === null || point.verdict === "not_tested" ? (chosen ? "own" : "plain") : point.verdict, x(point.value), y, chosen ? 7 : 5)}
          <text class=${chosen ? "value strong" : "value"} x=${width - 4} y=${y + 5} text-anchor="end">${number(point.value, decimals, lang)}</text>`;
      })}`,
  };
}
