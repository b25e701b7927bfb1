import { html, nothing, type TemplateResult } from "lit";
import type { Direction, Inspection, Plan, PlanMeasure, Start } from "../contract";
import { unitText, whole, withUnit } from "../lib/format";
import { indicatorOf } from "../lib/find";
import { parseNumber } from "../lib/number";
import { isRate, nameOf } from "../lib/rates";
import { confirmed, draftOf, mostOf, wrongs, type Wrong } from "../nation";
import { scaleOf } from "../percent";
import { outOfDate, type Model, type NationDraft, type NationMode } from "../state";
import { textIn, type Dictionary } from "../text";
import { choices } from "./choices";
import { acrossSettings } from "./across";
import { margins } from "./margins";
import { isNeed, needs } from "./needs";
import { gathered, isMunicipality, places, prices } from "./prices";
import { button, check, input, select, type Option, type Send } from "./parts";
import { rateForm } from "./rates";
import { newScore, scoreForm } from "./score";

/** What shall be computed, as proposed and as the user changes it. */
export function planView(model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const plan = model.plan as Plan;
  const measures = plan.measures ?? [];
  return html`<section aria-labelledby="plan-title">
    <h2 id="plan-title" tabindex="-1">${text.plan.title}</h2>
    <p class="measure">${measures.length > 0 ? text.plan.help : text.plan.none}</p>
    ${measures.map((one) => measureForm(one, model, send))} ${newScore(model, send)} ${settings(plan, model, send)}
    ${margins(plan, model, send)}
    ${outOfDate(model) ? html`<p class="hint" role="status">${text.plan.stale}</p>` : nothing}
    <div class="row">
      ${button(model.result ? text.plan.again : text.plan.run, () => send({ type: "analyse" }), { kind: "first", id: "run", disabled: measures.length === 0 || !model.region })}
      ${button(text.take.plan, () => send({ type: "copy", text: JSON.stringify(plan, null, 2) }))}${button(text.take.planSave, () => send({ type: "save", name: "plan.json", mime: "application/json", text: `${JSON.stringify(plan, null, 2)}\n` }))}
    </div>
  </section>`;
}

function levelsOf(model: Model, column: string): Inspection["columns"][number]["levels"] {
  return model.files.flatMap((file) => file.inspection.columns).find((one) => one.name === column)?.levels ?? [];
}

function measureForm(one: PlanMeasure, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const id = `m-${one.id}`;
  const name = nameOf(one, model.lang);
  const change = (changed: Partial<PlanMeasure>): void => send({ type: "measure", id: one.id, change: changed });
  const positive = new Set(one.positive ?? []);
  const levels = levelsOf(model, one.column);
  const outside = new Set(one.missing ?? []);
  const chosen = (set: ReadonlySet<string>, label: string, on: boolean): string[] =>
    levels.map((level) => level.label).filter((level) => (level === label ? on : set.has(level)));
  const toggle = (label: string, on: boolean): void => change({ positive: chosen(positive, label, on) });
  const leaveOut = (label: string, on: boolean): void =>
    change({ missing: chosen(outside, label, on), positive: [...positive].filter((level) => level !== label || !on) });
  const boxes = (
    prefix: string,
    set: ReadonlySet<string>,
    shown: typeof levels,
    send: (label: string, on: boolean) => void,
  ): TemplateResult =>
    html`<div class="checks">
      ${shown.map((level, index) => check(`${id}-${prefix}${index}`, html`${level.label} <span class="quiet">${text.plan.of(whole(level.count, model.lang))}</span>`, set.has(level.label), (on) => send(level.label, on)))}
    </div>`;
  const directions = (["higher", "lower", "none"] as Direction[]).map((value) => ({
    value,
    label: text.plan.directions[value],
  }));
  return html`<fieldset class="measure-form">
    <legend>${one.type === "mean" ? text.plan.meanOf(name) : name}</legend>
    ${
      one.type === "proportion" && levels.length > 0
        ? html`<fieldset class="inner">
              <legend>${text.plan.positive}</legend>
              ${boxes(
                "p",
                positive,
                levels.filter((level) => !outside.has(level.label)),
                toggle,
              )}
            </fieldset>
            <fieldset class="inner">
              <legend>${text.plan.outside}</legend>
              ${boxes("o", outside, levels, leaveOut)}
            </fieldset>`
        : nothing
    }
    <div class="row top">
      ${input(`${id}-label`, text.plan.label, one.label ?? "", (label) => change({ label: label.trim() || undefined }))}
      ${select(`${id}-direction`, text.plan.direction, directionOf(one, model), directions, (direction) => change({ direction: direction as Direction }))}
      ${input(`${id}-relevance`, text.plan.relevance, one.relevance === null || one.relevance === undefined ? "" : plain(one.relevance * scaleOf(one)), (given) => change({ relevance: scaled(parseNumber(given), scaleOf(one)) }), { numeric: true, help: `${one.type === "proportion" ? text.plan.relevanceUnit(model.lang === "sv" ? "procentenheter" : "percentage points") : one.unit && unitText(one.unit, model.lang) ? text.plan.relevanceUnit(unitText(one.unit, model.lang)) : ""} ${text.plan.relevanceEmpty}`.trim() })}
    </div>
    ${one.type === "care_need_index" ? input(`${id}-reference`, text.system.reference, one.reference === undefined ? "" : plain(one.reference), (given) => change({ reference: parseNumber(given) ?? undefined }), { numeric: true, help: text.system.referenceHelp }) : nothing}
    ${one.type === "score" ? scoreForm(one, model, send) : nothing}
    ${isRate(one) ? rateForm(one, model, change) : nothing} ${nation(one, model, send)} ${goal(one, model, change)}
    ${button(html`${text.plan.remove}<span class="unseen">: ${name}</span>`, () => send({ type: "drop-measure", id: one.id }), { kind: "plain" })}
  </fieldset>`;
}

/** Which box of the overview the measure fills; an indicator brings its own. */
function goal(one: PlanMeasure, model: Model, change: (changed: Partial<PlanMeasure>) => void): TemplateResult {
  const text = textIn(model.lang);
  const start = model.start as Start;
  const none = { value: "", label: text.plan.noBox };
  const goals = [none, ...start.goals.map((it) => ({ value: it.id, label: it.label[model.lang] }))];
  const perspectives = [none, ...start.perspectives.map((it) => ({ value: it.id, label: it.label[model.lang] }))];
  return html`<div class="row top">
    ${select(`g-${one.id}`, text.plan.goal, one.goal ?? "", goals, (id) => change({ goal: (id || undefined) as PlanMeasure["goal"] }))}
    ${select(`v-${one.id}`, text.plan.perspective, one.perspective ?? "", perspectives, (id) => change({ perspective: (id || undefined) as PlanMeasure["perspective"] }))}
  </div>`;
}

const plain = (value: number): string => String(Number(value.toPrecision(12))).replace(".", ",");
const scaled = (value: number | null, scale: number): number | undefined =>
  value === null ? undefined : value / scale;

/** The plan's own direction, else the indicator's, else none. */
function directionOf(one: PlanMeasure, model: Model): Direction {
  const indicator =
    typeof one.nation === "object" && "indicator" in one.nation ? indicatorOf(model.start, one.nation.indicator) : null;
  return one.direction ?? indicator?.direction ?? "none";
}

/** What the measure is held against. A built-in indicator counts only when the user has confirmed three things. */
function nation(one: PlanMeasure, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const id = `n-${one.id}`;
  const draft = model.drafts[one.id] ?? draftOf(one);
  const change = (changed: Partial<NationDraft>): void => send({ type: "nation", id: one.id, change: changed });
  const modes = (["auto", "data", "indicator", "value"] as NationMode[]).map((mode) => ({
    value: mode,
    label: text.plan.nations[mode],
  }));
  return html`<div class="row top">
      ${select(`${id}-mode`, text.plan.nation, draft.mode, modes, (mode) => change({ mode: mode as NationMode }))}
      ${draft.mode === "auto" ? html`<p class="small side">${text.plan.autoHelp}</p>` : nothing}
      ${draft.mode === "indicator" ? select(`${id}-indicator`, text.plan.chooseIndicator, draft.indicator ?? "", indicators(one, model), (indicator) => change({ indicator: indicator || null })) : nothing}
    </div>
    ${draft.mode === "indicator" && draft.indicator ? confirm(id, draft, change, text) : nothing}
    ${draft.mode === "value" ? ownValue(id, one, draft, change, model) : nothing}`;
}

/** The user's own number for the nation; said at the field where it cannot be used. */
function ownValue(
  id: string,
  one: PlanMeasure,
  draft: NationDraft,
  change: (changed: Partial<NationDraft>) => void,
  model: Model,
): TemplateResult {
  const text = textIn(model.lang);
  const most = mostOf(one, model);
  const wrong: Partial<Record<string, Wrong>> = wrongs(draft, most);
  const error = (key: string): string | null => {
    const what = wrong[key];
    if (what === undefined) return null;
    return what === "within" ? text.plan.wrong.within(whole(most, model.lang)) : text.plan.wrong[what];
  };
  const field = (key: keyof Dictionary["plan"]["own"]): TemplateResult =>
    input(`${id}-${key}`, text.plan.own[key], draft[key], (given) => change({ [key]: given }), {
      numeric: key !== "period" && key !== "source",
      error: error(key),
      ...(key === "value" && one.type === "published" ? { help: text.plan.sameUnit } : {}),
    });
  const used = Object.keys(wrong).length > 0 ? text.plan.notUsed : draft.value.trim() === "" ? text.plan.notGiven : "";
  return html`<div class="row top">
      ${(Object.keys(text.plan.own) as (keyof Dictionary["plan"]["own"])[]).map(field)}
    </div>
    <p class="small strong" role="status">${used}</p>
    <p class="small">${text.plan.ownHelp}</p>`;
}

function indicators(one: PlanMeasure, model: Model): Option[] {
  const start = model.start as Start;
  const fitting = start.indicators.filter((indicator) =>
    one.type === "score"
      ? indicator.unit === "index"
      : one.type === "proportion"
        ? indicator.unit === "percent"
        : one.type === "published" || indicator.unit !== "percent",
  );
  return [
    { value: "", label: "–" },
    ...fitting.map((indicator) => ({ value: indicator.id, label: `${indicator.label[model.lang]} (${indicator.id})` })),
  ];
}

function confirm(
  id: string,
  draft: NationDraft,
  change: (changed: Partial<NationDraft>) => void,
  text: Dictionary,
): TemplateResult {
  return html`<fieldset class="inner">
    <legend>${text.plan.confirm}</legend>
    <div class="checks">
      ${(["question", "scale", "population"] as const).map((what) => check(`${id}-${what}`, text.plan[what], draft[what], (on) => change({ [what]: on })))}
    </div>
    <p class="small" role="status">${confirmed(draft) ? "" : text.plan.notConfirmed}</p>
  </fieldset>`;
}

function settings(plan: Plan, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const change = (changed: Partial<Plan>): void => send({ type: "plan", change: changed });
  const confidences = ["0.9", "0.95", "0.99"].map((value) => ({
    value,
    label: withUnit(Number(value) * 100, "percent", 0, model.lang),
  }));
  const adjustments = (["none", "holm", "benjamini_hochberg"] as const).map((value) => ({
    value,
    label: text.plan.multiplicities[value],
  }));
  const groups = model.files
    .flatMap((file) => file.inspection.columns)
    .filter(
      (column) =>
        column.role === "group" || isMunicipality(column.name) || (isNeed(column.name) && column.role !== "value"),
    )
    .map((column) => column.name);
  const chosen = new Set(plan.groups ?? []);
  return html`<details class="settings">
    <summary>${text.plan.settings}</summary>
    <div class="row top">
      ${select("confidence", text.plan.confidence, String(plan.confidence ?? 0.95), confidences, (value) => change({ confidence: Number(value) }))}
      ${select("multiplicity", text.plan.multiplicity, plan.multiplicity ?? "none", adjustments, (value) => change({ multiplicity: value as Plan["multiplicity"] }))}
      ${input("minimum", text.plan.minimum, String(plan.disclosure?.minimum_n ?? 5), (value) => change({ disclosure: { minimum_n: parseNumber(value) ?? 5 } }), { numeric: true })}
      ${input("reliability", text.plan.reliability, String(plan.reliability?.minimum_n ?? 30), (value) => change({ reliability: { minimum_n: parseNumber(value) ?? 30 } }), { numeric: true })}
    </div>
    ${choices(plan, model, change)}
    ${
      groups.length > 0
        ? html`<fieldset class="inner">
            <legend>${text.plan.groups}</legend>
            <div class="checks">
              ${groups.map((name, index) => check(`group-${index}`, name, chosen.has(name), (on) => change({ groups: groups.filter((one) => (one === name ? on : chosen.has(one))) })))}
            </div>
          </fieldset>`
        : nothing
    }
    ${places(plan, model, change)} ${gathered(plan, model, change)} ${needs(plan, model, change)}
    ${prices(plan, model, change)} ${acrossSettings(plan, model, change)}
    <p class="small">${text.result.protection}</p>
  </details>`;
}
