/** Efficiency of the regions: in words, with a table and its limits. */
import { html, nothing, type TemplateResult } from "lit";
import type { Efficiency, EfficiencyRow } from "../contract";
import { indicatorOf, regionName, regionShort } from "../lib/find";
import { interval, number, period, whole } from "../lib/format";
import type { Model } from "../state";
import { textIn } from "../text";
import { button, table, tabbed, type Send } from "./parts";

const DRAWS = 1000;
const DEFAULT = { inputs: ["U70020"], outputs: ["U71451", "U70449", "N79173"], draws: DRAWS, seed: 1 };

export function efficiencySection(model: Model, send: Send): TemplateResult {
  const words = textIn(model.lang).system;
  const found = model.system.result?.system.efficiency ?? null;
  return html`<section aria-labelledby="efficiency-title">
    <h2 id="efficiency-title">${words.efficiency}</h2>
    <p class="measure">${words.efficiencyHelp}</p>
    ${
      found
        ? shown(found, model, send)
        : button(words.efficiencyRun, () => send({ type: "system", change: { efficiency: DEFAULT } }), {
            id: "efficiency-run",
          })
    }
    <p class="small measure">${words.efficiencyLimits}</p>
  </section>`;
}

function shown(found: Efficiency, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const words = text.system;
  const { lang } = model;
  const label = (id: string): string => indicatorOf(model.start, id)?.label[lang] ?? id;
  const share = (value: number | null): string => number(value, 2, lang);
  const peers = (row: EfficiencyRow): string =>
    row.peers
      .filter((one) => one.region !== row.region)
      .map((one) => regionShort(model.start, one.region))
      .join(", ");
  const rows = [...found.rows]
    .sort((a, b) => regionName(model.start, a.region).localeCompare(regionName(model.start, b.region), "sv"))
    .map((row) => [
      regionName(model.start, row.region),
      share(row.corrected),
      interval(row.low, row.high, 2, lang),
      share(row.efficiency),
      share(row.scale_efficiency),
      share(row.free_disposal_hull),
      peers(row),
    ]);
  const own = found.rows.find((row) => row.region === model.region);
  const said = own && {
    region: regionName(model.start, own.region),
    corrected: share(own.corrected),
    interval: interval(own.low, own.high, 2, lang),
    raw: share(own.efficiency),
    peers: peers(own),
  };
  return html`<h3>${words.efficiencyTitle(period(found.period))}</h3>
    <p>${words.efficiencyWith(found.plan.inputs.map(label).join(", "), found.plan.outputs.map(label).join(", "))}</p>
    ${said ? html`<p class="finding">${said.peers === "" ? words.efficiencyFrontier(said) : words.efficiencyFinding(said)}</p>` : nothing}
    ${table(words.efficiencyTitle(period(found.period)), words.efficiencyHead, rows, { hideCaption: true })}
    ${found.absent.length > 0 ? html`<p class="small">${words.absent(found.absent.map((one) => regionShort(model.start, one)).join(", "))}</p>` : nothing}
    <p class="small">
      ${words.efficiencyHow(whole(found.plan.draws, lang), number(found.bandwidth, 3, lang), String(found.plan.seed))}
    </p>
    <div class="tools">
      ${button(text.take.table, () => send({ type: "copy", text: tabbed(words.efficiencyHead, rows) }), { kind: "plain" })}
    </div>`;
}
