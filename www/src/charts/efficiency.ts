import { scaleLinear } from "d3-scale";
import { svg } from "lit";
import type { Efficiency, EfficiencyRow } from "../contract";
import { interval, number, period as written } from "../lib/format";
import type { Lang } from "../state";
import { textIn } from "../text";
import type { Frame } from "./frame";
import { mark } from "./mark";

export interface EfficiencyInput {
  id: string;
  lang: Lang;
  width: number;
  region: string;
  name: (code: string) => string;
  short: (code: string) => string;
  /** What an indicator or measure is called. */ label: (id: string) => string;
  found: Efficiency;
}

const NARROW = 560;
const AXIS = 44;
const TOP = 12;
const FULL = 1;

/** One region a line: its corrected efficiency with the uncertainty, and the uncorrected one as a ring. */
export function efficiency(input: EfficiencyInput): Frame {
  const { lang, width, found, region } = input;
  const words = textIn(lang).system;
  const shown = [...found.rows].sort((a, b) => input.name(a.region).localeCompare(input.name(b.region), "sv"));
  const share = (value: number | null): string => number(value, 2, lang);
  const models = (row: EfficiencyRow): string =>
    row.peers
      .filter((one) => one.region !== row.region)
      .map((one) => input.short(one.region))
      .join(", ");
  const at = (row: EfficiencyRow): number => row.corrected ?? row.efficiency;
  const narrow = width < NARROW;
  const line = narrow ? 40 : 24;
  const left = narrow ? 8 : 170;
  const right = narrow ? 56 : 64;
  const height = TOP + shown.length * line + AXIS;
  const ends = shown.flatMap((row) => [at(row), row.efficiency, row.low ?? at(row), row.high ?? at(row)]);
  const x = scaleLinear()
    .domain([Math.min(...ends), Math.max(FULL, ...ends)])
    .nice(5)
    .range([left + 8, width - right]);
  const own = shown.find((row) => row.region === region);
  const place = shown.findIndex((row) => row.region === region);
  const said = own && {
    region: input.name(region),
    corrected: own.corrected === null ? null : share(own.corrected),
    interval: interval(own.low, own.high, 2, lang),
    raw: share(own.efficiency),
    peers: models(own),
  };
  const onFrontier = shown.filter((row) => models(row) === "").length;
  const corrected = shown.some((row) => row.corrected !== null);
  const { plan } = found;
  return {
    id: input.id,
    title: words.efficiencyTitle(written(found.period), plan.orientation),
    finding: [
      said
        ? said.peers === ""
          ? words.efficiencyFrontier(said)
          : words.efficiencyFinding(said)
        : words.efficiencyAbsent(input.name(region)),
      words.efficiencyAll(onFrontier, shown.length),
    ].join(" "),
    width,
    height,
    points: shown.map(
      (row) =>
        `${input.name(row.region)}: ${share(at(row))}${row.low === null ? "" : ` (${interval(row.low, row.high, 2, lang)})`}. ${words.efficiencyBefore}: ${share(row.efficiency)}.${models(row) === "" ? "" : ` ${words.efficiencyModels}: ${models(row)}.`}`,
    ),
    notes: [
      words.efficiencyWith(plan.inputs.map(input.label).join(", "), plan.outputs.map(input.label).join(", ")),
      words.efficiencyHow({
        orientation: words.orientations[plan.orientation],
        returns: words.returns[plan.returns],
        draws: corrected ? number(plan.draws, 0, lang) : null,
        bandwidth: number(found.bandwidth, 3, lang),
        seed: String(plan.seed),
      }),
      words.efficiencyLimits,
      ...(found.absent.length > 0 ? [words.absent(found.absent.map(input.short).join(", "))] : []),
    ],
    legend: [
      { mark: corrected ? "plain" : "within", text: corrected ? words.efficiencyCorrected : words.efficiencyBefore },
      ...(corrected ? [{ mark: "within", text: words.efficiencyBefore }] : []),
    ],
    table: {
      head: words.efficiencyHead,
      rows: shown.map((row) => [
        input.name(row.region),
        share(row.corrected),
        interval(row.low, row.high, 2, lang),
        share(row.efficiency),
        share(row.scale_efficiency),
        share(row.free_disposal_hull),
        share(row.super_efficiency),
        ...[row.input_slacks, row.output_slacks].map((slacks) => slacks.map((one) => number(one, 1, lang)).join("; ")),
        models(row),
      ]),
    },
    draw: (cursor) => svg`
      ${x.ticks(narrow ? 3 : 6).map((tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1=${TOP} y2=${height - AXIS}></line><text class="tick" x=${x(tick)} y=${height - AXIS + 18} text-anchor="middle">${number(tick, 2, lang)}</text>`)}
      <line class="nation" x1=${x(FULL)} x2=${x(FULL)} y1=${TOP} y2=${height - AXIS}></line>
      <text class="tick" x=${width - 4} y=${height - 6} text-anchor="end">${words.efficiencyAxis[plan.orientation]}</text>
      ${own ? svg`<rect class="band" x="0" y=${TOP + place * line} width=${width} height=${line}></rect>` : ""}
      ${shown.map((row, index) => {
        const y = TOP + index * line + (narrow ? 27 : line / 2);
        const chosen = row.region === region;
        return svg`
          ${index === cursor ? svg`<rect class="cursor" x="1" y=${TOP + index * line + 1} width=${width - 2} height=${line - 2}></rect>` : ""}
          <text class=${chosen ? "label strong" : "label"} x=${narrow ? left : left - 8} y=${narrow ? TOP + index * line + 14 : y + 5} text-anchor=${narrow ? "start" : "end"}>${input.short(row.region)}</text>
          ${row.low !== null && row.high !== null ? svg`<line class="ci" x1=${x(row.low)} x2=${x(row.high)} y1=${y} y2=${y}></line>` : ""}
          ${row.corrected === null ? "" : mark("within", x(row.efficiency), y, 6)}
          ${mark(chosen ? "own" : row.corrected === null ? "within" : "plain", x(at(row)), y, chosen ? 7 : 5)}
          <text class=${chosen ? "value strong" : "value"} x=${width - 4} y=${y + 5} text-anchor="end">${share(at(row))}</text>`;
      })}`,
  };
}
