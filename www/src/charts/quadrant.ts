import { scaleLinear } from "d3-scale";
import { svg } from "lit";
import type { Quadrant, QuadrantName, QuadrantPoint } from "../contract";
import { interval, number, period as written, signed } from "../lib/format";
import type { Lang } from "../state";
import { textIn } from "../text";
import type { Frame } from "./frame";
import { mark } from "./mark";

export interface QuadrantInput {
  id: string;
  lang: Lang;
  width: number;
  region: string;
  name: (code: string) => string;
  short: (code: string) => string;
  now: Quadrant;
  earlier: Quadrant | null;
}

const LEFT = 46;
const RIGHT = 12;
const TOP = 26;
const AXIS = 46;
const LETTER = 7;
const NAMES: readonly QuadrantName[] = [
  "low_cost_high_quality",
  "high_cost_high_quality",
  "low_cost_low_quality",
  "high_cost_low_quality",
  "on_the_line",
];

interface Label {
  code: string;
  x: number;
  y: number;
  end: boolean;
}

/** Labels that stand clear of each other, the own region's first, then those farthest out. */
function labels(
  points: readonly QuadrantPoint[],
  own: string,
  short: (code: string) => string,
  at: (point: QuadrantPoint) => [number, number],
  width: number,
): Label[] {
  const far = (point: QuadrantPoint): number => Math.hypot(point.deviation / 4, point.index);
  const order = [...points].sort((a, b) => Number(b.region === own) - Number(a.region === own) || far(b) - far(a));
  const taken: [number, number, number, number][] = points.map((point) => {
    const [x, y] = at(point);
    return [x - 6, y - 6, x + 6, y + 6];
  });
  const placed: Label[] = [];
  for (const point of order) {
    const [x, y] = at(point);
    const long = short(point.region).length * LETTER;
    for (const end of [false, true]) {
      const box: [number, number, number, number] = end
        ? [x - 10 - long, y - 8, x - 8, y + 8]
        : [x + 8, y - 8, x + 10 + long, y + 8];
      const clear = taken.every(
        (other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3],
      );
      const inside = box[0] >= LEFT && box[2] <= width - RIGHT;
      if (!inside || (!clear && point.region !== own)) continue;
      taken.push(box);
      placed.push({ code: point.region, x: end ? x - 9 : x + 9, y: y + 5, end });
      break;
    }
  }
  return placed;
}

/** Cost against the nation across, quality index upwards; words in the corners, no order of merit. */
export function quadrant(input: QuadrantInput): Frame {
  const { lang, width, now, earlier, region } = input;
  const text = textIn(lang);
  const words = text.system;
  const before = new Map(earlier?.points.map((point) => [point.region, point]) ?? []);
  const all = [...now.points, ...before.values()];
  const height = Math.max(320, Math.min(540, Math.round(width * 0.62)));
  const ends = all.flatMap((point) => [point.low ?? point.index, point.high ?? point.index]);
  const x = scaleLinear()
    .domain([Math.min(0, ...all.map((one) => one.deviation)), Math.max(0, ...all.map((one) => one.deviation))])
    .nice(6)
    .range([LEFT, width - RIGHT]);
  const y = scaleLinear()
    .domain([Math.min(0, ...ends), Math.max(0, ...ends)])
    .nice(5)
    .range([height - AXIS, TOP]);
  const at = (point: QuadrantPoint): [number, number] => [x(point.deviation), y(point.index)];
  const percent = (value: number): string => `${signed(value, 1, lang)}${lang === "sv" ? "\u00a0%" : "%"}`;
  const say = (point: QuadrantPoint): string => {
    const was = before.get(point.region);
    const then =
      was && earlier ? ` ${written(earlier.period)}: ${percent(was.deviation)}, ${signed(was.index, 2, lang)}.` : "";
    return `${input.name(point.region)}: ${percent(point.deviation)}, ${signed(point.index, 2, lang)}, ${words.names[point.quadrant]}.${then}`;
  };
  const shown = [...now.points].sort((a, b) => input.name(a.region).localeCompare(input.name(b.region), "sv"));
  const own = now.points.find((point) => point.region === region);
  const several = `${NAMES.map((name) => [name, now.points.filter((point) => point.quadrant === name).length] as const)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => words.counted(words.names[name], count))
    .join("; ")}.`;
  const finding = own
    ? words.quadrantFinding({
        region: input.name(region),
        cost: percent(own.deviation),
        index: signed(own.index, 2, lang),
        name: words.names[own.quadrant],
        several,
      })
    : words.quadrantOther({ region: input.name(region), several });
  const certain = now.points.some((point) => point.low !== null);
  const narrow = width < 560;
  const corner = (name: QuadrantName, right: boolean, top: boolean) =>
    svg`<text class="tick" x=${right ? width - RIGHT - 4 : LEFT + 4} y=${top ? TOP + 12 : height - AXIS - 8} text-anchor=${right ? "end" : "start"}>${narrow ? "" : words.names[name]}</text>`;
  const kronor = (value: number): string => `${number(value, 0, lang)}\u00a0${lang === "sv" ? "kr" : "SEK"}`;
  return {
    id: input.id,
    title: words.quadrant(written(now.period)),
    finding,
    width,
    height,
    points: shown.map(say),
    notes: [
      words.indexNote,
      words.noRanking,
      certain ? words.uncertainty : words.noUncertainty,
      ...(now.weighted_mean === null
        ? []
        : [
            words.published(
              kronor(now.nation),
              kronor(now.weighted_mean),
              percent(100 * (now.weighted_mean / now.nation - 1)),
            ),
          ]),
      ...(earlier ? [words.fromNote(written(earlier.period))] : []),
      ...(now.absent.length > 0 ? [words.absent(now.absent.map(input.short).join(", "))] : []),
    ],
    legend: [],
    table: {
      head: [
        text.region,
        words.cost,
        words.index,
        ...(certain ? [text.chart.interval] : []),
        words.name,
        words.present,
        ...(earlier ? [`${words.name} ${written(earlier.period)}`] : []),
      ],
      rows: shown.map((point) => [
        input.name(point.region),
        percent(point.deviation),
        signed(point.index, 2, lang),
        ...(certain ? [interval(point.low, point.high, 2, lang, true)] : []),
        words.names[point.quadrant],
        words.ofMany(point.present, now.indicators.length),
        ...(earlier
          ? [before.has(point.region) ? words.names[(before.get(point.region) as QuadrantPoint).quadrant] : ""]
          : []),
      ]),
    },
    draw: (cursor) => {
      const marked = shown[cursor];
      return svg`
      ${x.ticks(narrow ? 4 : 8).map((tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1=${TOP} y2=${height - AXIS}></line><text class="tick" x=${x(tick)} y=${height - AXIS + 18} text-anchor="middle">${signed(tick, 0, lang)}</text>`)}
      ${y.ticks(5).map((tick) => svg`<line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${y(tick)} y2=${y(tick)}></line><text class="tick" x=${LEFT - 8} y=${y(tick) + 5} text-anchor="end">${signed(tick, 1, lang)}</text>`)}
      <line class="nation" x1=${x(0)} x2=${x(0)} y1=${TOP} y2=${height - AXIS}></line>
      <line class="nation" x1=${LEFT} x2=${width - RIGHT} y1=${y(0)} y2=${y(0)}></line>
      <text class="tick" x=${width - RIGHT} y=${height - 8} text-anchor="end">${narrow ? words.cost : words.costAxis} →</text>
      <text class="tick" x="2" y=${TOP - 14}>${narrow ? "" : `↑ ${words.indexAxis}`}</text>
      ${corner("low_cost_high_quality", false, true)}${corner("high_cost_high_quality", true, true)}
      ${corner("low_cost_low_quality", false, false)}${corner("high_cost_low_quality", true, false)}
      ${now.points.map((point) => {
        const was = before.get(point.region);
        return was
          ? svg`<line class=${point.region === region ? "way own" : "way"} x1=${x(was.deviation)} y1=${y(was.index)} x2=${x(point.deviation)} y2=${y(point.index)}></line>${point.region === region ? svg`<circle class="m hollow own-ring" cx=${x(was.deviation)} cy=${y(was.index)} r="4"></circle>` : ""}`
          : "";
      })}
      ${now.points.map((point) => {
        const [cx, cy] = at(point);
        return svg`${point.low !== null && point.high !== null ? svg`<line class="ci" x1=${cx} x2=${cx} y1=${y(point.low)} y2=${y(point.high)}></line>` : ""}${point.region === region ? "" : mark("plain", cx, cy, 5)}`;
      })}
      ${own ? mark("own", ...at(own), 8) : ""}
      ${labels(now.points, region, input.short, at, width).map((label) => svg`<text class=${label.code === region ? "label strong" : "label"} x=${label.x} y=${label.y} text-anchor=${label.end ? "end" : "start"}>${input.short(label.code)}</text>`)}
      ${marked ? svg`<circle class="cursor" cx=${at(marked)[0]} cy=${at(marked)[1]} r="13"></circle>` : ""}`;
    },
  };
}
