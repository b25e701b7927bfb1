/** A dimension of several questions: which they are, what they weigh and what each answer is worth. */
import { html, nothing, type TemplateResult } from "lit";
import type { PlanMeasure } from "../contract";
import {
  draftOfScore,
  FEWEST,
  fieldOf,
  partlyWeighted,
  proposedScore,
  questions,
  weighted,
  withQuestions,
  wrongsOfScore,
  type WrongScore,
} from "../lib/score";
import type { Model, ScoreDraft } from "../state";
import { textIn } from "../text";
import { button, check, input, select, type Send } from "./parts";

/** Offered where the file has questions enough. */
export function newScore(model: Model, send: Send): TemplateResult | typeof nothing {
  const words = textIn(model.lang).score;
  if (questions(model).length < FEWEST) return nothing;
  const add = (): void => send({ type: "add-measure", measure: proposedScore(model, words.named) });
  return html`<div class="row">
    ${button(words.add, add, { id: "add-score", described: "add-score-help" })}
    <span class="quiet measure" id="add-score-help">${words.addHelp}</span>
  </div>`;
}

export function scoreForm(one: PlanMeasure, model: Model, send: Send): TemplateResult {
  const words = textIn(model.lang).score;
  const draft = draftOfScore(one, model);
  const wrongs = wrongsOfScore(draft);
  const set = (changed: Partial<ScoreDraft>): void =>
    send({ type: "score", id: one.id, draft: { ...draft, ...changed } });
  const offered = [...new Set([...questions(model).map((column) => column.name), ...draft.questions])];
  const choose = (name: string, on: boolean): void =>
    set(
      withQuestions(
        draft,
        offered.filter((other) => (other === name ? on : draft.questions.includes(other))),
        model,
      ),
    );
  const error = (at: WrongScore["at"], name: string): string | null => {
    const wrong = wrongs.find((it) => it.at === at && "name" in it && it.name === name);
    return wrong ? words.wrong[wrong.what] : null;
  };
  const few = wrongs.some((it) => it.what === "few");
  const said = partlyWeighted(draft) ? words.partly : weighted(draft) ? "" : words.notCompared;
  const renormalise = (["proportional", "equal"] as const).map((value) => ({
    value,
    label: words.renormalises[value],
  }));
  return html`<fieldset class="inner">
      <legend>${words.questions}</legend>
      <div class="checks">
        ${offered.map((name, at) => check(fieldOf(one.id, "questions", at), name, draft.questions.includes(name), (on) => choose(name, on)))}
      </div>
      <p class="wrong" role="status">${few ? words.wrong.few : ""}</p>
    </fieldset>
    <fieldset class="inner">
      <legend>${words.points}</legend>
      <p class="small">${words.pointsHelp}</p>
      <div class="numbers">
        ${Object.entries(draft.points).map(([answer, text], at) =>
          input(
            fieldOf(one.id, "points", at),
            words.pointsOf(answer),
            text,
            (given) => set({ points: { ...draft.points, [answer]: given } }),
            { numeric: true, error: error("points", answer) },
          ),
        )}
      </div>
    </fieldset>
    <fieldset class="inner">
      <legend>${words.weights}</legend>
      <p class="small">${words.weightsHelp}</p>
      <div class="numbers">
        ${draft.questions.map((name, at) =>
          input(
            fieldOf(one.id, "weights", at),
            words.weightOf(name),
            draft.weights[name] ?? "",
            (given) => set({ weights: { ...draft.weights, [name]: given } }),
            { numeric: true, error: error("weights", name) },
          ),
        )}
      </div>
      <div class="row">
        ${select(
          `s-${one.id}-renormalise`,
          words.renormalise,
          one.renormalise ?? "proportional",
          renormalise,
          (value) =>
            send({
              type: "measure",
              id: one.id,
              change: { renormalise: value === "equal" ? "equal" : undefined },
            }),
        )}
      </div>
      <p class="small strong" role="status">${said}</p>
    </fieldset>`;
}
