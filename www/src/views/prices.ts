/** What costs and places need beside the file: a price index, and which levels are put together. */
import { html, nothing, type TemplateResult } from "lit";
import type { Plan } from "../contract";
import { parseNumber } from "../lib/number";
import type { Model } from "../state";
import { textIn } from "../text";
import { needOf } from "./needs";
import { check, input, select } from "./parts";

type Change = (changed: Partial<Plan>) => void;

const YEAR = /^(19|20)\d\d$/;

/** The years of the files of costs, from a column of periods or from headers. */
function years(model: Model): string[] {
  const columns = model.files
    .filter((file) => file.inspection.kind === "accounts")
    .flatMap((file) => file.inspection.columns);
  const inCells = columns.filter((column) => column.role === "period").flatMap((column) => column.levels ?? []);
  const names = [...inCells.map((level) => level.label), ...columns.map((column) => column.name)];
  return [...new Set(names.filter((name) => YEAR.test(name)))].sort();
}

/** Index by year; without any the prices are current ones. */
export function prices(plan: Plan, model: Model, change: Change): TemplateResult | typeof nothing {
  const words = textIn(model.lang).system;
  const all = years(model);
  const last = all.at(-1);
  if (all.length < 2 || last === undefined) return nothing;
  const now = plan.deflator;
  const index = now?.index ?? {};
  const given = (changed: Partial<NonNullable<Plan["deflator"]>>): void => {
    const next = { base: now?.base ?? last, index, ...(now?.source ? { source: now.source } : {}), ...changed };
    const filled = Object.keys(next.index);
    const base = filled.includes(next.base) ? next.base : (filled.at(-1) ?? last);
    change({ deflator: filled.length === 0 ? undefined : { ...next, base } });
  };
  const written = (year: string, text: string): void => {
    const level = parseNumber(text);
    const { [year]: _, ...rest } = index;
    const next = level !== null && level > 0 ? { ...rest, [year]: level } : rest;
    // The newest year's prices, until another year has been chosen.
    const newest = (of: Record<string, number>): string => Object.keys(of).sort().at(-1) ?? last;
    given({ index: next, ...(now === undefined || now.base === newest(index) ? { base: newest(next) } : {}) });
  };
  const filled = all.filter((year) => index[year] !== undefined);
  const lacking = all.filter((year) => index[year] === undefined);
  return html`<fieldset class="inner">
    <legend>${words.prices}</legend>
    <p class="small">${words.pricesHelp}</p>
    <div class="row top">
      ${all.map((year) => input(`index-${year}`, words.pricesIndex(year), index[year] === undefined ? "" : String(index[year]).replace(".", model.lang === "sv" ? "," : "."), (text) => written(year, text), { numeric: true }))}
      ${
        now && filled.length > 0
          ? html`${select(
              "index-base",
              words.pricesBase,
              now.base,
              filled.map((year) => ({ value: year, label: year })),
              (base) => given({ base }),
            )}
            ${input("index-source", words.pricesSource, now.source ?? "", (source) => given({ source: source.trim() || undefined }))}`
          : nothing
      }
    </div>
    ${now && lacking.length > 0 ? html`<p class="small strong" role="status">${words.pricesLacking(lacking.join(", "))}</p>` : nothing}
  </fieldset>`;
}

const RURAL = ["C8", "C9"];

/** Whether a column says where people live by municipality; its codes look like numbers to who does not know. */
export const isMunicipality = (name: string): boolean => /^kommun(er|namn|kod|typ|grupp\w*)?$/i.test(name);

/** Columns of municipalities and of their groups: as they stand, by SKR's groups, or rural against the others. */
export function places(plan: Plan, model: Model, change: Change): TemplateResult | typeof nothing {
  const words = textIn(model.lang).system.places;
  const columns = (plan.groups ?? []).filter((name) => isMunicipality(name) && !needOf(plan.gather?.[name]));
  if (columns.length === 0) return nothing;
  const rural = { [words.rural]: RURAL, [words.others]: ["*"] };
  const chosen = (name: string): string => {
    const gather = plan.gather?.[name];
    return gather === undefined ? "own" : gather.into === undefined ? "skr" : "rural";
  };
  const choose = (name: string, how: string): void => {
    const { [name]: _, ...rest } = plan.gather ?? {};
    const by = /grupp/i.test(name) ? {} : { by: "skr_2023" as const };
    const gather =
      how === "own" ? rest : { ...rest, [name]: how === "skr" ? { by: "skr_2023" as const } : { ...by, into: rural } };
    change({ gather: Object.keys(gather).length > 0 ? gather : undefined });
  };
  return html`<div class="row top">
      ${columns.map((name, at) =>
        select(
          `place-${at}`,
          words.label(name),
          chosen(name),
          (["own", ...(/grupp/i.test(name) ? [] : ["skr"]), "rural"] as ("own" | "skr" | "rural")[]).map((value) => ({
            value,
            label: words.ways[value],
          })),
          (how) => choose(name, how),
        ),
      )}
    </div>
    <p class="small">${words.help}</p>`;
}

/** A group of levels against the rest; a group may not be called what the rest is called. */
export function together(
  name: string,
  levels: readonly string[],
  words: { others: string; chosen: string },
): Record<string, string[]> {
  const given = name.trim();
  const free = given !== "" && given.toLowerCase() !== words.others.toLowerCase();
  return { [free ? given : words.chosen]: [...levels], [words.others]: ["*"] };
}

const FEWEST = 3;
const MOST = 60;

/** Levels of other groups: those that are ticked become one group, held against the rest. */
export function gathered(plan: Plan, model: Model, change: Change): TemplateResult | typeof nothing {
  const words = textIn(model.lang).system.places;
  const columns = model.files
    .flatMap((file) => file.inspection.columns)
    .filter((column) => plan.groups?.includes(column.name) && !isMunicipality(column.name))
    .filter((column) => !needOf(plan.gather?.[column.name]))
    .filter((column) => (column.levels?.length ?? 0) >= FEWEST && (column.levels?.length ?? 0) <= MOST);
  if (columns.length === 0) return nothing;
  const set = (name: string, label: string, levels: readonly string[]): void => {
    const { [name]: _, ...rest } = plan.gather ?? {};
    const gather = levels.length === 0 ? rest : { ...rest, [name]: { into: together(label, levels, words) } };
    change({ gather: Object.keys(gather).length > 0 ? gather : undefined });
  };
  const one = (column: (typeof columns)[number]): TemplateResult => {
    const into = Object.entries(plan.gather?.[column.name]?.into ?? {}).find(([, of]) => !of.includes("*"));
    const [label, ticked] = into ?? [words.chosen, []];
    const levels = (column.levels ?? []).map((level) => level.label);
    const toggled = (level: string, on: boolean): string[] =>
      levels.filter((it) => (it === level ? on : ticked.includes(it)));
    return html`<fieldset class="inner">
      <legend>${words.gather(column.name)}</legend>
      <div class="checks">
        ${levels.map((level, at) => check(`gather-${column.name}-${at}`, level, ticked.includes(level), (on) => set(column.name, label, toggled(level, on))))}
      </div>
      ${ticked.length > 0 ? input(`gather-${column.name}-name`, words.name, label, (name) => set(column.name, name, ticked)) : nothing}
    </fieldset>`;
  };
  return html`<details>
    <summary>${words.gatherTitle}</summary>
    <p class="small">${words.gatherHelp}</p>
    ${columns.map(one)}
  </details>`;
}
