/** How a figure is computed: the page of a statistic, the links to it, and the R code that gives the same numbers. */
import { html, nothing, type TemplateResult } from "lit";
import type { Measure, Result } from "../contract";
import { methodOf } from "../lib/methods";
import type { Model } from "../state";
import { textIn } from "../text";
import { button, type Send } from "./parts";

/** One statistic: a line in the page's language, then its own headings, which are in English. */
export function methodView(model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const method = methodOf(model.measure);
  const back = button(
    model.result ? text.how.backToResult : text.back,
    () => send({ type: "go", view: model.result ? "resultat" : "oversikt" }),
    { kind: "plain" },
  );
  if (method === null)
    return html`<h1 id="title" tabindex="-1">${text.how.unknown}</h1>
      ${back}`;
  const section = (title: string, body: string, code = false): TemplateResult | typeof nothing =>
    body === ""
      ? nothing
      : html`<h2>${title}</h2>
          ${code ? html`<pre lang="en" tabindex="0" aria-label=${title}>${body}</pre>` : html`<p lang="en">${body}</p>`}`;
  return html`${back}
    <h1 id="title" tabindex="-1">${method[model.lang]}</h1>
    <div class="measure">
      ${model.lang === "sv" ? html`<p class="small">${text.how.inEnglish}</p>` : nothing}
      ${section(text.how.what, `${method.title}.`)} ${section(text.how.when, method.when)}
      ${section(text.how.formula, method.formula, true)} ${section(text.how.units, method.needs)}
      ${section(text.how.edges, method.edge_cases)} ${section(text.how.source, method.source)}
      ${section(text.how.agrees, method.agrees_with)}
    </div>`;
}

/** The names of the methods behind figures, each leading to its page; after what `said` says of them, if anything. */
export function methodLinks(
  ids: readonly string[],
  model: Model,
  send: Send,
  said: string | null = null,
): TemplateResult | typeof nothing {
  const known = [...new Set(ids)].flatMap((id) => {
    const method = methodOf(id);
    return method ? [{ id, method }] : [];
  });
  if (known.length === 0) return said === null ? nothing : html`<p class="small">${said}</p>`;
  return html`<p class="small">
    ${said ?? textIn(model.lang).how.method}
    ${known.map(
      ({ id, method }) =>
        html`<button type="button" class="link" @click=${() => send({ type: "go", view: "metod", measure: id })}>
          ${method[model.lang]}
        </button> `,
    )}
  </p>`;
}

/** The R code of one measure, with what comes before it. */
export function rCode(measure: Measure, result: Result, model: Model, send: Send): TemplateResult | typeof nothing {
  const text = textIn(model.lang);
  const own = result.r_code.measures.find((one) => one.measure === measure.id);
  if (!own) return nothing;
  const code = `${result.r_code.design}\n${own.code}`;
  const label = measure.label[model.lang];
  return html`<details class="r-code">
    <summary>${text.how.show}<span class="unseen"> ${text.take.for(label)}</span></summary>
    <p class="small">${text.how.help}</p>
    <pre tabindex="0" role="region" aria-label=${text.how.codeFor(label)} translate="no">${code}</pre>
    <div class="tools">
      ${button(html`${text.how.copy}<span class="unseen"> ${text.take.for(label)}</span>`, () => send({ type: "copy", text: code }), { kind: "plain" })}
    </div>
  </details>`;
}

/** A button that saves the R code of all measures. */
export function rScript(result: Result, model: Model, send: Send): TemplateResult | typeof nothing {
  const { design, measures } = result.r_code;
  if (measures.length === 0) return nothing;
  const text = [design, ...measures.map((one) => one.code)].join("\n");
  return button(textIn(model.lang).how.save, () =>
    send({ type: "save", name: "rikssnitt.R", mime: "text/plain", text }),
  );
}
