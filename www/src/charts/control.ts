import { scaleLinear } from "d3-scale";
import { svg, type SVGTemplateResult } from "lit";
import type { ControlChart, Direction, Signal, Unit } from "../contract";
import { interval, isGood, number, period as written, unitText, whole, withUnit } from "../lib/format";
import type { Lang } from "../state";
import { textIn } from "../text";
import { within } from "./axis";
import type { Frame } from "./frame";
import { mark, type Mark } from "./mark";

export interface ControlInput {
  id: string;
  label: string;
  place: string;
  unit: Unit;
  decimals: number;
  direction: Direction;
  lang: Lang;
  width: number;
  chart: ControlChart;
  /** What the number behind a point counts. */ counted: string;
}

const TOP = 28;
const HEIGHT = 320;
const AXIS = 34;
const LEFT = 52;
const RIGHT = 16;
const TICK = 64;
const HIGH: Signal[] = ["above_limit", "rising", "near_upper", "run_above"];
const STRONG: Signal[] = ["above_limit", "below_limit"];

const SHAPES: [Mark, Signal | "high" | "low"][] = [
  ["far_above", "above_limit"],
  ["above", "high"],
  ["below", "low"],
  ["far_below", "below_limit"],
];

/** The shape of a point: up or down, filled where it is beyond a limit. */
export function shapeOf(signal: Signal): Mark {
  if (signal === "none") return "within";
  const up = HIGH.includes(signal);
  if (STRONG.includes(signal)) return up ? "far_above" : "far_below";
  return up ? "above" : "below";
}

/** (e) A series with its centre line and limits; what chance does not explain has a shape and a text of its own. */
export function control(input: ControlInput): Frame {
  const { lang, unit, decimals, width, chart } = input;
  const text = textIn(lang);
  const words = text.sets;
  const { points } = chart;
  const known = points.flatMap((one) => [one.value, one.centre, one.low ?? one.value, one.high ?? one.value]);
  const x = scaleLinear()
    .domain([0, Math.max(1, points.length - 1)])
    .range([LEFT + 12, width - RIGHT - 8]);
  const y = scaleLinear()
    .domain(within(Math.min(...known), Math.max(...known), unit))
    .range([HEIGHT - AXIS, TOP]);
  const at = (value: number): string => withUnit(value, unit, decimals, lang);
  const marked = points.filter((one) => one.signal !== "none");
  const last = marked.at(-1);
  const ends = [written(points[0]?.period ?? ""), written(points.at(-1)?.period ?? "")] as const;
  const good = last ? isGood(HIGH.includes(last.signal) ? 1 : -1, input.direction) : null;
  const finding = last
    ? [
        words.controlSome(input.place, whole(points.length, lang), ...ends, whole(marked.length, lang)),
        words.controlLast(written(last.period), words.signals[last.signal].toLowerCase()),
        good === null ? "" : good ? words.good.good : words.good.bad,
      ]
    : [words.controlNone(input.place, whole(points.length, lang), ...ends)];
  const half = points.length > 1 ? (x(1) - x(0)) / 2 : 10;
  const every = Math.ceil(points.length / Math.max(2, Math.floor((width - LEFT - RIGHT) / TICK)));
  const steps = (pick: (one: (typeof points)[number]) => number | null, kind: string): SVGTemplateResult => {
    const parts = points.flatMap((one, index) => {
      const value = pick(one);
      if (value === null) return [];
      const [from, to, height] = [x(index) - half, x(index) + half, y(value)].map((at) => at.toFixed(1));
      return [`${index ? "L" : "M"}${from} ${height}L${to} ${height}`];
    });
    return svg`<path class=${`line ${kind}`} d=${parts.join("").replace(/^L/, "M")}></path>`;
  };
  return {
    id: input.id,
    title: words.control(input.label, input.place),
    finding: finding.filter(Boolean).join(" "),
    width,
    height: HEIGHT,
    notes: [
      words.charts[chart.chart],
      ...(chart.effective ? [words.effective] : []),
      ...(chart.gaps > 0 ? [words.gaps(whole(chart.gaps, lang))] : []),
      ...(chart.left_out > 0 ? [words.leftOut(whole(chart.left_out, lang))] : []),
    ],
    legend: [
      { mark: "line-nation-line", text: words.centre },
      { mark: "line-outer", text: words.limits },
      { mark: "within", text: words.signals.none },
      ...SHAPES.filter(([shape]) => marked.some((one) => shapeOf(one.signal) === shape)).map(([shape, word]) => ({
        mark: shape,
        text: word === "high" || word === "low" ? words[`${word}Signal`] : words.signals[word],
      })),
    ],
    points: points.map((one) => `${written(one.period)}: ${at(one.value)}. ${words.signals[one.signal]}`),
    table: {
      head: [text.chart.period, text.chart.value, input.counted, words.centre, words.limits, words.signal],
      rows: points.map((one) => [
        written(one.period),
        number(one.value, decimals, lang),
        number(one.n, 0, lang),
        number(one.centre, decimals, lang),
        interval(one.low, one.high, decimals, lang),
        words.signals[one.signal],
      ]),
    },
    draw: (cursor) => svg`
      ${y.ticks(5).map((tick) => svg`<line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${y(tick)} y2=${y(tick)}></line><text class="tick" x=${LEFT - 6} y=${y(tick) + 4} text-anchor="end">${number(tick, Number.isInteger(tick) ? 0 : Math.max(1, decimals), lang)}</text>`)}
      <text class="tick" x="4" y="14">${unitText(unit, lang)}</text>
      ${points.map((one, index) => (index % every === 0 ? svg`<text class="tick" x=${x(index)} y=${HEIGHT - 12} text-anchor="middle">${written(one.period)}</text>` : ""))}
      ${steps((one) => one.low, "outer")}${steps((one) => one.high, "outer")}${steps((one) => one.centre, "nation-line")}
      ${cursor >= 0 && cursor < points.length ? svg`<line class="cursor" x1=${x(cursor)} x2=${x(cursor)} y1=${TOP} y2=${HEIGHT - AXIS}></line>` : ""}
      <path class="line own" d=${points.map((one, index) => `${index ? "L" : "M"}${x(index).toFixed(1)} ${y(one.value).toFixed(1)}`).join("")}></path>
      ${points.map((one, index) => (one.signal === "none" ? svg`<circle class="m own" cx=${x(index)} cy=${y(one.value)} r="4"></circle>` : mark(shapeOf(one.signal), x(index), y(one.value), 7)))}`,
  };
}
