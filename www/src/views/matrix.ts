import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, GoalId, PerspectiveId, Result, Start } from "../contract";
import { ageInYears, number, period } from "../lib/format";
import type { Model } from "../state";
import { textIn } from "../text";
import { symbol, type Send } from "./parts";

const READINGS = ["level", "change"] as const;

/** Goals by perspectives, once for the level and once for the change: two readings that are never mixed. */
export function matrix(model: Model, result: Result, send: Send): TemplateResult {
  const text = textIn(model.lang);
  return html`${READINGS.map((reading) => html`<div class="scroll"><table class="matrix">
    <caption><strong>${text.overview[reading]}</strong> <span class="small">${reading === "level" ? text.overview.levelHelp : text.overview.changeHelp}</span></caption>${body(reading, model, result, send)}</table></div>`)}`;
}

function body(reading: Assessment["reading"], model: Model, result: Result, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const start = model.start as Start;
  const given = result.assessments.filter((one) => one.reading === reading);
  const cell = (goal: GoalId, perspective: PerspectiveId): Assessment | undefined => given.find((one) => one.goal === goal && one.perspective === perspective);
  const goals = start.goals.filter((goal) => given.some((one) => one.goal === goal.id));
  return html`<thead><tr><th scope="col">${text.overview.goal}</th>${start.perspectives.map((one) => html`<th scope="col">${one.label[model.lang]}</th>`)}</tr></thead>
    <tbody>${goals.map((goal) => html`<tr><th scope="row"><button type="button" class="link" aria-label=${text.overview.toGoal(goal.label[model.lang])} @click=${() => send({ type: "jump", id: `goal-${goal.id}` })}>${goal.label[model.lang]}</button></th>
      ${start.perspectives.map((perspective) => html`<td data-label=${perspective.label[model.lang]}>${counts(cell(goal.id, perspective.id), model)}</td>`)}</tr>`)}</tbody>`;
}

/** A judgement never stands without the counts behind it and what chance alone would give. */
export function counts(one: Assessment | undefined, model: Model): TemplateResult {
  const text = textIn(model.lang);
  if (!one || one.tested + one.not_tested === 0) return html`<span class="none">${text.overview.nothing}</span>`;
  const parts = [
    one.better > 0 ? text.counts.better(one.better) : "", one.worse > 0 ? text.counts.worse(one.worse) : "",
    one.no_difference > 0 ? (one.reading === "level" ? text.counts.noDifference(one.no_difference) : text.counts.unchanged(one.no_difference)) : "", one.inconclusive > 0 ? text.counts.inconclusive(one.inconclusive) : "",
  ].filter(Boolean);
  return html`<div class="cell">${one.symbol === "none" ? nothing : symbol(one.symbol, text.symbols[one.symbol])}
    ${one.tested > 0 ? html`<p>${text.counts.tested(one.tested)}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}. <span class="quiet">${text.counts.chance(number(one.expected_by_chance, 1, model.lang))}</span></p>` : nothing}
    ${one.not_tested > 0 ? html`<p>${text.counts.notTested(one.not_tested)}</p>` : nothing}
    ${one.newest ? html`<p class="quiet">${text.counts.newest(period(one.newest), ageInYears(one.newest, model.today))}</p>` : nothing}</div>`;
}
