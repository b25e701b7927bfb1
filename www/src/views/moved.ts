/** What moved between two results, and the way to hold an earlier one against this. */
import { html, nothing, type TemplateResult } from "lit";
import type { Moved, QuadrantName, Verdict } from "../contract";
import { indicatorOf, regionName } from "../lib/find";
import { MISSING, number, period, signed, whole } from "../lib/format";
import type { Model } from "../state";
import { textIn } from "../text";
import { button, table, tabbed, type Send } from "./parts";

const MOST = 60;
const DECIMALS: Record<string, number> = { adjusted: 0, index: 3, deviation: 2, value: 2, difference: 2 };

function cells(one: Moved["moved"][number], model: Model): string[] {
  const text = textIn(model.lang);
  const { lang } = model;
  const word = (code: string | null): string =>
    code === null ? MISSING : (text.system.names[code as QuadrantName] ?? text.verdicts[code as Verdict] ?? code);
  const worded = one.word_before !== null || one.word_after !== null;
  const decimals = DECIMALS[one.what] ?? 2;
  const what = text.system.movedWhat[one.what] ?? one.what;
  const measure = indicatorOf(model.start, one.measure)?.label[lang] ?? one.measure;
  return [
    [measure, what, one.level].filter(Boolean).join(", "),
    regionName(model.start, one.region),
    period(one.period),
    worded ? word(one.word_before) : number(one.before, decimals, lang),
    worded ? word(one.word_after) : number(one.after, decimals, lang),
    one.change_percent === null
      ? one.change === null
        ? ""
        : signed(one.change, decimals, lang)
      : `${signed(one.change_percent, 2, lang)}${lang === "sv" ? "\u00a0%" : "%"}`,
  ];
}

export function movedSection(model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const words = text.system;
  const { moved, movedFrom } = model.system;
  const own = (one: Moved["moved"][number]): number => Number(one.region === model.region);
  const figures = [...(moved?.moved ?? [])].sort((a, b) => own(b) - own(a));
  const rows = figures.slice(0, MOST).map((one) => cells(one, model));
  const places = moved
    ? new Set(moved.moved.map((one) => [one.part, one.measure, one.kind, one.region, one.period, one.level].join()))
    : null;
  return html`${
      moved
        ? html`<section aria-labelledby="moved-title" class="own">
            <h2 id="moved-title" tabindex="-1">${movedFrom === null ? words.moved : words.movedFile(movedFrom)}</h2>
            ${
              moved.moved.length === 0
                ? html`<p>${words.movedNone}</p>`
                : html`<p>
                      ${words.movedSum(whole(places?.size ?? 0, model.lang), whole(moved.compared, model.lang), whole(moved.verdicts, model.lang))}
                    </p>
                    ${table(words.moved, words.movedHead, rows, { hideCaption: true })}
                    ${figures.length > MOST ? html`<p class="small">${words.movedMost(String(MOST))}</p>` : nothing}
                    <div class="tools">
                      ${button(
                        text.take.table,
                        () =>
                          send({
                            type: "copy",
                            text: tabbed(
                              words.movedHead,
                              figures.map((one) => cells(one, model)),
                            ),
                          }),
                        { kind: "plain" },
                      )}
                    </div>`
            }
            ${moved.gone + moved.new > 0 ? html`<p>${words.movedGone(whole(moved.gone, model.lang), whole(moved.new, model.lang))}</p>` : nothing}
            ${moved.before.reference === moved.after.reference ? nothing : html`<p>${words.movedReference(moved.before.reference, moved.after.reference)}</p>`}
            ${movedFrom !== null && moved.before.plan_sha256 !== moved.after.plan_sha256 ? html`<p>${words.movedPlans}</p>` : nothing}
          </section>`
        : nothing
    }
    <section aria-labelledby="earlier-title">
      <h2 id="earlier-title">${words.earlierTitle}</h2>
      <p class="measure">${words.earlierHelp}</p>
      <span class="file"
        ><input
          id="earlier"
          class="unseen"
          type="file"
          accept=".json,application/json"
          @change=${(event: Event) => {
            const input = event.target as HTMLInputElement;
            const file = input.files?.[0];
            if (file) send({ type: "earlier", file });
            input.value = "";
          }}
        /><label for="earlier" class="button second">${words.earlierFile}</label></span
      >
    </section>`;
}
