/** How a rate of events and people is computed: crude, standardised by age, or against what the nation's rates give. */
import { html, nothing, type TemplateResult } from "lit";
import type { PlanMeasure } from "../contract";
import { whole } from "../lib/format";
import { TYPES, type RateType } from "../lib/rates";
import type { Model } from "../state";
import { textIn } from "../text";
import { select } from "./parts";

const PER = [100, 1000, 10_000, 100_000];

/** The form of a rate; what needs ages is offered only where there are ages. */
export function rateForm(
  one: PlanMeasure,
  model: Model,
  change: (changed: Partial<PlanMeasure>) => void,
): TemplateResult {
  const words = textIn(model.lang).sets.rates;
  const types = TYPES.filter((type) => type === "rate" || one.age).map((value) => ({
    value,
    label: words.types[value],
  }));
  const standards = (["esp2013", "riket", "nation"] as const).map((value) => ({
    value,
    label: words.standards[value],
  }));
  const ratio = one.type === "indirectly_standardised_ratio";
  const choose = (type: string): void =>
    change({ type: type as RateType, per: type === "indirectly_standardised_ratio" ? undefined : one.per });
  return html`<p class="small">${words.columns(one.column, one.denominator ?? "–", one.age ?? null)}</p>
    <div class="row top">
      ${select(`r-${one.id}-type`, words.type, one.type, types, choose)}
      ${
        ratio
          ? nothing
          : select(
              `r-${one.id}-per`,
              words.per,
              String(one.per ?? 100_000),
              PER.map((per) => ({ value: String(per), label: whole(per, model.lang) })),
              (per) => change({ per: Number(per) }),
            )
      }
      ${one.type === "directly_standardised_rate" ? select(`r-${one.id}-standard`, words.standard, one.standard ?? "esp2013", standards, (standard) => change({ standard: standard as NonNullable<PlanMeasure["standard"]> })) : nothing}
      ${one.age ? nothing : html`<p class="small side">${words.needsAge}</p>`}
    </div>`;
}
