import { scaleLinear } from "d3-scale";
import { svg, type SVGTemplateResult } from "lit";
import type { Unit } from "../contract";
import { number, period as written, unitText, withUnit } from "../lib/format";
import type { Lang } from "../state";
import { textIn } from "../text";
import { within } from "./axis";
import { apart, type Frame } from "./frame";

export interface Line {
  name: string;
  kind: "own" | "nation" | "peer";
  values: (number | null)[];
  low?: (number | null)[];
  high?: (number | null)[];
  /** Rounds that only some regions took part in. */ partial?: boolean[];
}

export interface TrendInput {
  id: string;
  label: string;
  place: string;
  unit: Unit;
  decimals: number;
  lang: Lang;
  width: number;
  periods: string[];
  lines: Line[];
  breaks: string[];
  /** Periods that cannot be compared with the one before. */ gaps?: string[];
  pandemic: string[];
}

const TOP = 28;
const HEIGHT = 320;
const AXIS = 34;
const LEFT = 52;

/** Runs of points with a value, cut where the series breaks. */
export function runs(values: readonly (number | null)[], breaks: ReadonlySet<number>): number[][] {
  const all: number[][] = [[]];
  values.forEach((value, at) => {
    if (breaks.has(at) && all.at(-1)?.length) all.push([]);
    if (value !== null) all.at(-1)?.push(at);
  });
  return all.filter((run) => run.length > 0);
}

const apartInTime = (cuts: ReadonlySet<number>, first: number, last: number): boolean =>
  [...cuts].some((at) => at > first && at <= last);

/** (c) The region, the nation and similar regions over time; no line is drawn across a break. */
export function trend(input: TrendInput): Frame {
  const { lang, unit, decimals, width, periods } = input;
  const text = textIn(lang);
  const own = input.lines.find((line) => line.kind === "own");
  const nation = input.lines.find((line) => line.kind === "nation");
  const places = (these: readonly string[]): number[] =>
    these.map((one) => periods.indexOf(one)).filter((at) => at >= 0);
  const breaks = new Set(places(input.breaks));
  const cuts = new Set([...breaks, ...places(input.gaps ?? [])]);
  const right = width < 560 ? 92 : 150;
  const known = input.lines
    .flatMap((line) => [...line.values, ...(line.low ?? []), ...(line.high ?? [])])
    .filter((value): value is number => value !== null);
  const x = scaleLinear()
    .domain([0, Math.max(1, periods.length - 1)])
    .range([LEFT + 10, width - right]);
  const y = scaleLinear()
    .domain(within(Math.min(...known), Math.max(...known), unit))
    .range([HEIGHT - AXIS, TOP]);
  const at = (value: number | null, decimal = decimals): string => withUnit(value, unit, decimal, lang);
  const filled = own ? own.values.flatMap((value, index) => (value === null ? [] : [index])) : [];
  const [first, last] = [filled[0], filled.at(-1)];
  const finding =
    first === undefined || last === undefined || !own
      ? text.chart.trendNone(input.place)
      : (first === last
          ? text.chart.trendOne(input.place, written(periods[last] ?? ""), at(own.values[last] ?? null))
          : (apartInTime(cuts, first, last) ? text.chart.trendApart : text.chart.trendFinding)(
              input.place,
              written(periods[first] ?? ""),
              at(own.values[first] ?? null),
              written(periods[last] ?? ""),
              at(own.values[last] ?? null),
            )) +
        (nation && nation.values[last] !== null
          ? ` ${text.chart.nationNow(at(nation.values[last] ?? null), written(periods[last] ?? ""))}`
          : "");
  const every = Math.ceil(periods.length / Math.max(2, Math.floor((width - LEFT - right) / 56)));
  const half = periods.length > 1 ? (x(1) - x(0)) / 2 : 20;
  const named = input.lines
    .filter((line) => line.kind !== "peer")
    .map((line) => ({ line, end: line.values.findLastIndex((value) => value !== null) }))
    .filter((one) => one.end >= 0);
  const heights = apart(
    named.map(({ line, end }) => y(line.values[end] ?? 0)),
    17,
  );
  const path = (line: Line): SVGTemplateResult[] =>
    runs(line.values, cuts).map(
      (run) =>
        svg`<path class=${`line ${line.kind}`} d=${run.map((index, place) => `${place ? "L" : "M"}${x(index).toFixed(1)} ${y(line.values[index] ?? 0).toFixed(1)}`).join("")}></path>`,
    );
  const peers = input.lines.filter((line) => line.kind === "peer");
  return {
    id: input.id,
    title: text.chart.trend(input.label),
    finding,
    width,
    height: HEIGHT,
    notes: [
      ...(breaks.size > 0 ? [text.chart.break + "."] : []),
      ...(cuts.size > breaks.size ? [text.chart.gaps] : []),
    ],
    legend: [
      { mark: "line-own", text: input.place },
      ...(nation ? [{ mark: "line-nation", text: text.nation }] : []),
      ...(peers.length > 0
        ? [{ mark: "line-peer", text: `${text.chart.peer}: ${peers.map((line) => line.name).join(", ")}` }]
        : []),
      ...(periods.some((one) => input.pandemic.includes(one)) ? [{ mark: "pandemic", text: text.chart.pandemic }] : []),
      ...(breaks.size > 0 ? [{ mark: "break", text: text.chart.break }] : []),
      ...(nation?.partial?.some(Boolean) ? [{ mark: "partial", text: text.chart.partial }] : []),
    ],
    points: periods.map(
      (one, index) =>
        `${written(one)}. ${input.lines
          .filter((line) => line.kind !== "peer")
          .map((line) => `${line.name}: ${at(line.values[index] ?? null)}`)
          .join(". ")}${breaks.has(index) ? `. ${text.chart.break}` : ""}`,
    ),
    table: {
      head: [text.chart.period, ...input.lines.map((line) => line.name)],
      rows: periods.map((one, index) => [
        written(one),
        ...input.lines.map((line) => number(line.values[index] ?? null, decimals, lang)),
      ]),
    },
    draw: (cursor) => svg`
      ${periods.map((one, index) => (input.pandemic.includes(one) ? svg`<rect class="pandemic" x=${x(index) - half} y=${TOP} width=${2 * half} height=${HEIGHT - AXIS - TOP}></rect>` : ""))}
      ${y.ticks(5).map((tick) => svg`<line class="grid" x1=${LEFT} x2=${width - right} y1=${y(tick)} y2=${y(tick)}></line><text class="tick" x=${LEFT - 6} y=${y(tick) + 4} text-anchor="end">${number(tick, Number.isInteger(tick) ? 0 : Math.max(1, decimals), lang)}</text>`)}
      <text class="tick" x="4" y="14">${unitText(unit, lang)}</text>
      ${periods.map((one, index) => (index % every === 0 || (index === periods.length - 1 && (periods.length - 1) % every > every / 2) ? svg`<text class="tick" x=${x(index)} y=${HEIGHT - 12} text-anchor="middle">${written(one)}</text>` : ""))}
      ${[...breaks].map((index) => svg`<line class="break" x1=${x(index) - half} x2=${x(index) - half} y1=${TOP} y2=${HEIGHT - AXIS}></line><path class="break-mark" d="M${x(index) - half - 5} ${TOP + 8}l5 -8 5 8"></path>`)}
      ${cursor >= 0 && cursor < periods.length ? svg`<line class="cursor" x1=${x(cursor)} x2=${x(cursor)} y1=${TOP} y2=${HEIGHT - AXIS}></line>` : ""}
      ${peers.map(path)}${nation ? path(nation) : ""}${own ? path(own) : ""}
      ${own?.values.map((value, index) => {
        const [low, high] = [own.low?.[index] ?? null, own.high?.[index] ?? null];
        return value === null
          ? ""
          : svg`${low !== null && high !== null ? svg`<line class="ci" x1=${x(index)} x2=${x(index)} y1=${y(low)} y2=${y(high)}></line>` : ""}<circle class="m own" cx=${x(index)} cy=${y(value)} r="4.5"></circle>`;
      })}
      ${nation?.values.map((value, index) => (value === null ? "" : svg`<rect class=${nation.partial?.[index] ? "m nation-point partial" : "m nation-point"} x=${x(index) - 3.5} y=${y(value) - 3.5} width="7" height="7"></rect>`))}
      ${named.map(({ line, end }, index) => svg`<text class=${line.kind === "own" ? "label strong" : "label"} x=${x(end) + 10} y=${(heights[index] ?? 0) + 5}>${line.kind === "nation" ? text.nation : line.name.replace(/^Region /, "").slice(0, width < 560 ? 9 : 18)}</text>`)}`,
  };
}
