/** The region's cost adjusted for structure, year by year, with the equalisation year to choose. */
import { html, nothing, type TemplateResult } from "lit";
import { trend } from "../charts/trend";
import type { Result, StructureRow } from "../contract";
import { indicatorOf, NATION, regionName } from "../lib/find";
import { number, period, signed, whole } from "../lib/format";
import type { Model } from "../state";
import { textIn } from "../text";
import { figure } from "./figure";
import { sourceLine } from "./indicator";
import { select, table, type Send } from "./parts";

const MODEL_OF_2020 = "2019";
const STANDARD_COST = "bef-standardkostnad_hsv";
const NET_COST = "N70061";

export function structureSection(result: Result, region: string, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const words = text.system;
  const { lang } = model;
  const own = result.system.structure.filter((row) => row.region === region);
  if (own.length === 0) return html``;
  const nation = (year: string): StructureRow | undefined =>
    result.system.structure.find((row) => row.region === NATION && row.period === year);
  const periods = own.map((row) => row.period);
  const standard = indicatorOf(model.start, STANDARD_COST)?.periods ?? [];
  const frame = trend({
    id: "struktur",
    label: words.structureLabel,
    place: `${regionName(model.start, region)}, ${words.structureLines.adjusted.toLowerCase()}`,
    unit: "kronor_per_inhabitant",
    decimals: 0,
    lang,
    width: model.width,
    periods,
    lines: [
      { name: words.structureLines.adjusted, kind: "own", values: own.map((row) => row.adjusted) },
      { name: words.structureLines.nation, kind: "nation", values: periods.map((year) => nation(year)?.net ?? null) },
    ],
    breaks: periods.includes(MODEL_OF_2020) ? [MODEL_OF_2020] : [],
    pandemic: model.start?.pandemic ?? [],
  });
  const chosen = (row: StructureRow, year: string): void => {
    const equalisation = { ...model.system.plan.equalisation, [row.period]: Number(year) };
    if (Number(year) === Number(row.period) + 1) delete equalisation[row.period];
    send({ type: "system", change: { equalisation } });
  };
  const rows = [...own].reverse().map((row) => [
    period(row.period),
    html`${select(
      `equalisation-${row.period}`,
      words.equalisationOf(row.period),
      String(row.equalisation),
      [...new Set([...standard, String(row.equalisation)])].sort().map((year) => ({ value: year, label: year })),
      (year) => chosen(row, year),
      true,
    )}${row.unusual_year ? html` <span class="small">${words.unusual}</span>` : nothing}`,
    whole(row.net, lang),
    number(row.index, 4, lang),
    row.obstacle === "model_break"
      ? words.modelBreak
      : row.obstacle === "no_standard_cost"
        ? words.noStandardCost
        : whole(row.adjusted, lang),
    whole(row.reference_cost, lang),
    row.deviation === null ? "" : `${signed(row.deviation, 1, lang)}${lang === "sv" ? "\u00a0%" : "%"}`,
  ]);
  const indicator = indicatorOf(model.start, NET_COST);
  const source = indicator && model.start ? [sourceLine(indicator, model.start, lang)] : [];
  return html`<section aria-labelledby="structure-title">
    <h2 id="structure-title">${words.structure}</h2>
    <p class="measure">${words.structureHelp}</p>
    ${figure(frame, model, send, source)}
    ${table(words.structure, words.structureHead, rows, { hideCaption: true, reachable: true, stack: true })}
    <p class="small measure">${words.structureNote}</p>
    <p class="small measure">${words.structurePublished}</p>
  </section>`;
}
