/** Areas by their need of care: those at or above a limit that the user states, against the others. */
import { html, nothing, type TemplateResult } from "lit";
import type { Gather, Need, Plan } from "../contract";
import { parseNumber } from "../lib/number";
import { nameOf } from "../lib/rates";
import type { Model } from "../state";
import { textIn } from "../text";
import { input, select, type Option } from "./parts";

const FEWEST = 3;

/** Whether a column holds the index of need itself. */
export const isNeed = (name: string): boolean => /^(cni|care need index)\b/i.test(name);

/** The limit that divides a group, where one does. */
export const needOf = (gather: Gather | undefined): Need | undefined =>
  typeof gather?.by === "object" ? gather.by.need : undefined;

/** Where the need of areas stands: columns of files of areas, and measures of counts. */
function sources(plan: Plan, model: Model): Option[] {
  const columns = model.files
    .filter((file) => file.inspection.kind === "population")
    .flatMap((file) => file.inspection.columns)
    .filter((column) => column.role === "value" && isNeed(column.header))
    .map((column) => column.header.replace(/\s*\(.*$/, ""));
  const counted = (plan.measures ?? []).filter((measure) => measure.type === "care_need_index");
  return [
    ...[...new Set(columns)].map((value) => ({ value, label: value })),
    ...counted.map((measure) => ({ value: measure.id, label: nameOf(measure, model.lang) })),
  ];
}

/** A limit for each group of areas; without one the areas stand as they are. */
export function needs(
  plan: Plan,
  model: Model,
  change: (changed: Partial<Plan>) => void,
): TemplateResult | typeof nothing {
  const words = textIn(model.lang).system.places;
  const all = sources(plan, model);
  const many = (name: string): boolean =>
    model.files.some((file) =>
      file.inspection.columns.some((column) => column.name === name && (column.levels?.length ?? FEWEST) >= FEWEST),
    );
  const columns = (plan.groups ?? []).filter((name) => isNeed(name) || (all.length > 0 && many(name)));
  if (columns.length === 0) return nothing;
  const set = (name: string, need: Need | undefined): void => {
    const { [name]: _, ...rest } = plan.gather ?? {};
    const into = { [words.exposed]: ["exposed"], [words.others]: ["other"] };
    const gather = need === undefined ? rest : { ...rest, [name]: { by: { need }, into } };
    change({ gather: Object.keys(gather).length > 0 ? gather : undefined });
  };
  const one = (name: string, at: number): TemplateResult => {
    const now = needOf(plan.gather?.[name]);
    const of = isNeed(name) ? undefined : (now?.of ?? all[0]?.value);
    const limit = now === undefined ? "" : String(now.at_least).replace(".", model.lang === "sv" ? "," : ".");
    const given = (text: string): void => {
      const at_least = parseNumber(text);
      set(name, at_least === null ? undefined : { ...(of === undefined ? {} : { of }), at_least });
    };
    return html`${input(`need-${at}`, words.limit(name), limit, given, { numeric: true })}
    ${now && of !== undefined && all.length > 1 ? select(`need-of-${at}`, words.limitOf, of, all, (of) => set(name, { ...now, of })) : nothing}`;
  };
  return html`<fieldset class="inner">
    <legend>${words.exposed}</legend>
    <p class="small">${words.limitHelp(all.map((source) => source.label).join(", "))}</p>
    <div class="row top">${columns.map(one)}</div>
  </fieldset>`;
}
