/** Efficiency of the regions: a chart with its limits, and the choice of resources and results. */
import { html, nothing, type TemplateResult } from "lit";
import { efficiency as chart } from "../charts/efficiency";
import type { Indicator, Measure, PlanSystem, Result } from "../contract";
import { indicatorOf, regionName, regionShort } from "../lib/find";
import { parseNumber } from "../lib/number";
import type { Model } from "../state";
import { textIn } from "../text";
import { figure } from "./figure";
import { button, check, input, select, type Send } from "./parts";

const DRAWS = 1000;
const MOST_DRAWS = 10_000;
const LEAST_REGIONS = 20;
const COST = "U70020";
type Asked = NonNullable<PlanSystem["efficiency"]>;
const DEFAULT: Asked = { inputs: [COST], outputs: ["U71451", "U70449", "N79173"], draws: DRAWS, seed: 1 };

export function efficiencySection(result: Result, model: Model, send: Send): TemplateResult {
  const words = textIn(model.lang).system;
  const found = result.system.efficiency;
  const asked = model.system.plan.efficiency;
  const run = (efficiency: Asked): void => send({ type: "system", change: { efficiency } });
  const label = (id: string): string =>
    indicatorOf(model.start, id)?.label[model.lang] ??
    result.measures.find((one) => one.id === id)?.label[model.lang] ??
    id;
  return html`<section aria-labelledby="efficiency-title">
    <h2 id="efficiency-title">${words.efficiency}</h2>
    <p class="measure">${words.efficiencyHelp}</p>
    ${
      found && model.region
        ? figure(
            chart({
              id: "effektivitet",
              lang: model.lang,
              width: model.width,
              region: model.region,
              name: (code) => regionName(model.start, code),
              short: (code) => regionShort(model.start, code),
              label,
              found,
            }),
            model,
            send,
            [],
          )
        : nothing
    }
    ${
      asked
        ? choices(asked, result, model, label, run)
        : html`${button(words.efficiencyRun, () => run(DEFAULT), { id: "efficiency-run" })}
            <p class="small measure">${words.efficiencyLimits}</p>`
    }
  </section>`;
}

/** Goals whose measures are resources; others can be named in the plan. */
const OF_RESOURCES: readonly string[] = ["kostnad", "kapacitet"];

/** Every series of the file or of nearly all regions that can stand on one side. */
function candidates(
  result: Result,
  model: Model,
): { resources: (Indicator | Measure)[]; results: (Indicator | Measure)[] } {
  const regions = model.start?.regions ?? [];
  const there = (one: Indicator, at: number): number =>
    regions.filter((region) => (one.values[region.code]?.[at] ?? null) !== null).length;
  const full = (model.start?.indicators ?? []).filter((one) =>
    one.periods.some((_, at) => there(one, at) >= LEAST_REGIONS),
  );
  const own = result.measures.filter((measure) => !full.some((one) => one.id === measure.id));
  const all = [...own, ...full];
  const isResource = (one: Indicator | Measure): boolean => one.goal === null || OF_RESOURCES.includes(one.goal);
  return {
    resources: all.filter((one) => one.direction !== "higher" && isResource(one)),
    results: all.filter((one) => one.direction === "higher"),
  };
}

function choices(
  asked: Asked,
  result: Result,
  model: Model,
  label: (id: string) => string,
  run: (changed: Asked) => void,
): TemplateResult {
  const words = textIn(model.lang).system;
  const { resources, results } = candidates(result, model);
  const boxes = (side: "inputs" | "outputs", title: string, offered: readonly { id: string }[]): TemplateResult => {
    const chosen = asked[side];
    const ids = [...new Set([...chosen, ...offered.map((one) => one.id)])];
    const toggled = (id: string, on: boolean): string[] => (on ? [...chosen, id] : chosen.filter((one) => one !== id));
    return html`<fieldset class="inner">
      <legend>${title}</legend>
      <div class="checks">
        ${ids.map((id) =>
          check(`e-${side}-${id}`, label(id), chosen.includes(id), (on) => {
            const changed = toggled(id, on);
            if (changed.length > 0) run({ ...asked, [side]: changed });
          }),
        )}
      </div>
    </fieldset>`;
  };
  const draws = (text: string): void => {
    const wanted = parseNumber(text);
    if (wanted === null || wanted < 0 || wanted > MOST_DRAWS) return;
    run({ ...asked, draws: Math.round(wanted) });
  };
  const options = <Word extends string>(of: Record<Word, string>): { value: string; label: string }[] =>
    (Object.keys(of) as Word[]).map((value) => ({ value, label: of[value] }));
  return html`<details class="settings">
    <summary>${words.efficiencyChoose}</summary>
    <p class="small">${words.efficiencyFew}</p>
    ${boxes("inputs", words.efficiencyInputs, resources)} ${boxes("outputs", words.efficiencyOutputs, results)}
    <div class="row top">
      ${select("e-orientation", words.efficiencyOrientation, asked.orientation ?? "input", options(words.orientations), (value) => run({ ...asked, orientation: value as NonNullable<Asked["orientation"]> }))}
      ${select("e-returns", words.efficiencyReturns, asked.returns ?? "variable", options(words.returns), (value) => run({ ...asked, returns: value as NonNullable<Asked["returns"]> }))}
      ${input("e-draws", words.efficiencyDraws, String(asked.draws ?? DRAWS), draws, { numeric: true, help: words.efficiencyDrawsHelp })}
    </div>
  </details>`;
}
