import { html, type TemplateResult } from "lit";
import { day } from "../lib/format";
import type { Model } from "../state";
import { textIn } from "../text";
import { badge, table } from "./parts";

/** What happens to the data, how to read the verdicts, where the figures come from. */
export function about(model: Model): TemplateResult {
  const text = textIn(model.lang);
  const { start, lang } = model;
  return html`<h1 id="title" tabindex="-1">${text.about.title}</h1>
    <div class="measure">
      <h2>${text.about.dataTitle}</h2>
      ${text.about.data.map((line) => html`<p>${line}</p>`)}
      <h2>${text.about.limitsTitle}</h2>
      ${text.about.limits.map((line) => html`<p>${line}</p>`)}
      <h2>${text.about.readTitle}</h2>
      <dl class="words">
        ${text.about.read.map(
          ([verdict, line]) =>
            html`<div>
              <dt>${badge({ verdict, reason: null, kind: "nation" }, text)}</dt>
              <dd>${line}</dd>
            </div>`,
        )}
      </dl>
      <p>${text.about.chance}</p>
    </div>
    <h2>${text.about.sources}</h2>
    ${table(
      text.about.sources,
      [text.indicator.source, text.about.retrieved, text.about.licence],
      (start?.sources ?? []).map((one) => [
        `${one.title[lang]}, ${one.publisher}${one.via ? `, via ${one.via}` : ""}`,
        day(one.retrieved, lang),
        one.licence[lang],
      ]),
      { hideCaption: true, numeric: false },
    )}
    <div class="measure">
      <h2>${text.about.accessTitle}</h2>
      <p>${text.about.access}</p>
    </div>`;
}
