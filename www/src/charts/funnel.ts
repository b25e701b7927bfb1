import { scaleLinear, scaleLog } from "d3-scale";
import { svg, type SVGTemplateResult } from "lit";
import type { Direction, Funnel, FunnelLimits, FunnelPlace, FunnelPoint, Unit } from "../contract";
import { interval, isGood, number, period as written, unitText, whole, withUnit } from "../lib/format";
import type { Lang } from "../state";
import { textIn } from "../text";
import { within } from "./axis";
import type { Frame } from "./frame";
import { mark } from "./mark";

export interface FunnelInput {
  id: string;
  label: string;
  unit: Unit;
  decimals: number;
  direction: Direction;
  lang: Lang;
  width: number;
  funnel: Funnel;
  /** The centre that was asked for. */ asked: "nation" | "mean";
  /** The chosen region's point; none among units. */ region: string;
  nameOf: (point: FunnelPoint) => { name: string; short: string };
}

const TOP = 28;
const HEIGHT = 380;
const AXIS = 50;
const LEFT = 52;
const NARROW = 560;
/** Sizes that differ more than this stand on a logarithmic axis. */
const FAR = 12;
const LINE = 16;
const LETTER = 8;
const ABOVE = 13;
const BELOW = 24;
const PLACES: FunnelPlace[] = ["far_above", "above", "within", "below", "far_below"];

/** (d) Every region by its size, among the limits that chance sets around the centre. */
export function funnel(input: FunnelInput): Frame {
  const { lang, unit, decimals, width, funnel: it } = input;
  const text = textIn(lang);
  const words = text.sets;
  const named = it.points.map((point) => ({ point, ...input.nameOf(point) }));
  const own = it.among === "regions" ? named.find((one) => one.point.region === input.region) : undefined;
  const shown = [...named].sort((a, b) => a.point.size - b.point.size);
  const right = width < NARROW ? 12 : 24;
  const sizes = it.curve.map((at) => at.size);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const log = most / least > FAR;
  const x = (log ? scaleLog() : scaleLinear()).domain([least, most]).range([LEFT, width - right]);
  const ends = [
    ...it.points.flatMap((point) => [point.value, point.inner_low, point.inner_high]),
    ...it.points.map((point) => point.outer_low),
    ...it.points.map((point) => point.outer_high),
  ];
  const y = scaleLinear()
    .domain(within(Math.min(...ends), Math.max(...ends), unit))
    .range([HEIGHT - AXIS, TOP]);
  const at = (value: number): string => withUnit(value, unit, decimals, lang);
  const count = (places: FunnelPlace[]): string =>
    whole(it.points.filter((point) => places.includes(point.place)).length, lang);
  const good = own && own.point.place !== "within" ? isGood(own.point.value - it.target, input.direction) : null;
  const finding = [
    own
      ? words.funnelOwn({
          place: own.name,
          value: at(own.point.value),
          where: own.point.place,
          target: words.target[it.target_from](at(it.target)),
          points: "",
          outside: "",
          far: "",
          widened: it.in_force !== "none",
          among: it.among,
        })
      : "",
    good === null ? "" : good ? words.good.good : words.good.bad,
    words.funnelAll({
      points: whole(it.points.length, lang),
      outside: count(["above", "below", "far_above", "far_below"]),
      far: count(["far_above", "far_below"]),
      among: it.among,
    }),
    words.funnelMade(
      written(it.period),
      words.target[it.target_from](at(it.target)),
      it.winsorised > 0 ? withUnit(it.winsorised * 100, "percent", 0, lang) : null,
    ),
  ];
  const line = (pick: (limits: FunnelLimits) => number, kind: string): SVGTemplateResult =>
    svg`<path class=${`line ${kind}`} d=${it.curve.map((one, place) => `${place ? "L" : "M"}${x(one.size).toFixed(1)} ${y(clamped(pick(one), y)).toFixed(1)}`).join("")}></path>`;
  const labelled = shown.filter((one) => one === own || one.point.place !== "within");
  const labels = placed(
    labelled.map((one) => ({
      text: one.short,
      x: x(one.point.size),
      y: y(one.point.value),
      up: one.point.value >= it.target,
    })),
    width,
  );
  const ticks = log ? logTicks(least, most) : x.ticks(width < NARROW ? 3 : 6);
  const widening = it.dispersion === "none" ? words.widened.notAsked : words.widened[it.in_force];
  return {
    id: input.id,
    title: (it.among === "regions" ? words.funnel : words.funnelUnits)(input.label, written(it.period)),
    finding: finding.filter(Boolean).join(" "),
    width,
    height: HEIGHT,
    notes: [
      widening(number(it.phi, 1, lang)),
      words.sizeNote[it.size],
      ...(it.target_from === "mean" ? [input.asked === "mean" ? words.centreAsked : words.centreMean] : []),
      ...(it.left_out > 0 ? [words.leftOut(whole(it.left_out, lang))] : []),
    ],
    legend: [
      { mark: "line-nation-line", text: capital(words.target[it.target_from](at(it.target))) },
      { mark: "line-inner", text: words.limits95 },
      { mark: "line-outer", text: words.limits998 },
      ...PLACES.filter((place) => it.points.some((point) => point.place === place)).map((place) => ({
        mark: place,
        text: words.places[place],
      })),
    ],
    points: shown.map(
      ({ name, point }) =>
        `${name}: ${at(point.value)}. ${words.sizes[it.size]}: ${whole(point.size, lang)}. ${words.places[point.place]} (95 %: ${interval(point.inner_low, point.inner_high, decimals, lang)})`,
    ),
    table: {
      head: [
        it.among === "regions" ? text.region : words.unit,
        text.chart.value,
        words.sizes[it.size],
        words.limits95,
        words.limits998,
        words.where,
      ],
      rows: named.map(({ name, point }) => [
        name,
        number(point.value, decimals, lang),
        whole(point.size, lang),
        interval(point.inner_low, point.inner_high, decimals, lang),
        interval(point.outer_low, point.outer_high, decimals, lang),
        words.places[point.place],
      ]),
    },
    draw: (cursor) => svg`
      ${y.ticks(5).map((tick) => svg`<line class="grid" x1=${LEFT} x2=${width - right} y1=${y(tick)} y2=${y(tick)}></line><text class="tick" x=${LEFT - 6} y=${y(tick) + 4} text-anchor="end">${number(tick, Number.isInteger(tick) ? 0 : Math.max(1, decimals), lang)}</text>`)}
      <text class="tick" x="4" y="14">${unitText(unit, lang)}</text>
      ${ticks.map((tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1=${HEIGHT - AXIS} y2=${HEIGHT - AXIS + 5}></line><text class="tick" x=${x(tick)} y=${HEIGHT - AXIS + 20} text-anchor="middle">${whole(tick, lang)}</text>`)}
      <text class="tick" x=${width - right} y=${HEIGHT - 6} text-anchor="end">${words.sizes[it.size]}</text>
      <line class="line nation-line" x1=${LEFT} x2=${width - right} y1=${y(it.target)} y2=${y(it.target)}></line>
      ${line((one) => one.inner_low, "inner")}${line((one) => one.inner_high, "inner")}
      ${line((one) => one.outer_low, "outer")}${line((one) => one.outer_high, "outer")}
      ${shown.map((one, index) => {
        const [cx, cy] = [x(one.point.size), y(one.point.value)];
        return svg`
          ${one === own ? svg`<circle class="m own-ring" cx=${cx} cy=${cy} r="11"></circle>` : ""}
          ${index === cursor ? svg`<circle class="cursor" cx=${cx} cy=${cy} r="14"></circle>` : ""}
          ${mark(one.point.place, cx, cy, one === own ? 7 : 6)}`;
      })}
      ${labelled.map((one, index) => svg`<text class=${one === own ? "label halo strong" : "label halo"} x=${labels[index]?.x ?? 0} y=${labels[index]?.y ?? 0} text-anchor="middle">${one.short}</text>`)}`,
  };
}

/** Limits far outside the points are drawn to the edge. */
const clamped = (value: number, y: { domain: () => number[] }): number => {
  const [low = value, high = value] = y.domain();
  return Math.max(low, Math.min(high, value));
};

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Labels above or below their points, moved on until none stands on another or outside the chart. */
function placed(
  wanted: { text: string; x: number; y: number; up: boolean }[],
  width: number,
): { x: number; y: number }[] {
  const taken: { from: number; to: number; y: number }[] = [];
  return wanted.map((one) => {
    const half = (one.text.length * LETTER) / 2;
    const x = Math.min(Math.max(one.x, half + 2), width - half - 2);
    let y = one.up ? one.y - ABOVE : one.y + BELOW;
    const hits = (): boolean =>
      taken.some((other) => Math.abs(other.y - y) < LINE && other.from < x + half && other.to > x - half);
    while (hits()) y += one.up ? -LINE : LINE;
    taken.push({ from: x - half, to: x + half, y });
    return { x, y };
  });
}

/** 1, 2 and 5 times powers of ten, as far apart as the space allows. */
function logTicks(least: number, most: number): number[] {
  const powers = Array.from({ length: 12 }, (_, power) => 10 ** power);
  const fine = powers.flatMap((power) => [power, 2 * power, 5 * power]).filter((tick) => tick >= least && tick <= most);
  return fine.length > 7 ? fine.filter((tick) => /^1/.test(String(tick))) : fine;
}
