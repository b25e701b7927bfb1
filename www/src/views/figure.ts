import { html, nothing, svg, type TemplateResult } from "lit";
import { step, type Frame } from "../charts/frame";
import { day } from "../lib/format";
import type { Model } from "../state";
import { textIn } from "../text";
import { button, keyMark, table, tabbed, type Send } from "./parts";

/** A chart with its finding, legend, cursor, table and ways to take it along. `source` goes under the saved picture. */
export function figure(frame: Frame, model: Model, send: Send, source: string[], deep = false): TemplateResult {
  const text = textIn(model.lang);
  const cursor = model.cursors[frame.id] ?? -1;
  const told = (index: number): void => send({ type: "cursor", chart: frame.id, index });
  const key = (event: KeyboardEvent): void => {
    const next = step(event.key, cursor, frame.points.length);
    if (next === null) return;
    event.preventDefault();
    told(next);
  };
  const lines = [...frame.notes, ...source, text.take.captionDate(day(model.today, model.lang))];
  const picture = (format: "svg" | "png") => (): void =>
    send({
      type: "picture",
      chart: frame.id,
      format,
      title: frame.title,
      lines: [
        frame.finding,
        ...(frame.legend.map((one) => one.text).slice(0, 8).length
          ? [frame.legend.map((one) => one.text).join(" · ")]
          : []),
        ...lines,
      ],
    });
  return html`<figure>
    <figcaption>
      ${deep ? html`<h4>${frame.title}</h4>` : html`<h2 class="figure-title">${frame.title}</h2>`}
      <p id="${frame.id}-finding" class="finding">${frame.finding}</p>
    </figcaption>
    ${
      frame.legend.length > 0
        ? html`<ul class="legend">
            ${frame.legend.map((one) => html`<li>${keyMark(one.mark)}<span>${one.text}</span></li>`)}
          </ul>`
        : nothing
    }
    <svg
      id=${frame.id}
      class="chart"
      role="img"
      tabindex="0"
      aria-label="${frame.title}. ${text.chart.keyboard}"
      aria-describedby="${frame.id}-finding"
      viewBox="0 0 ${frame.width} ${frame.height}"
      width=${frame.width}
      height=${frame.height}
      @keydown=${key}
      @blur=${() => cursor >= 0 && told(-1)}
    >
      ${svg`<g aria-hidden="true">${frame.draw(cursor)}</g>`}
    </svg>
    <p class="cursor-says" role="status">${frame.points[cursor] ?? ""}</p>
    ${frame.notes.map((note) => html`<p class="small">${note}</p>`)}
    ${source.map((line) => html`<p class="small source">${line}</p>`)}
    <details>
      <summary>${text.chart.table}<span class="unseen"> ${frame.title}</span></summary>
      ${table(frame.title, frame.table.head, frame.table.rows, { hideCaption: true })}
    </details>
    <div class="tools" role="group" aria-label="${text.take.title}: ${frame.title}">
      ${button(text.take.svg, picture("svg"), { kind: "plain" })}${button(text.take.png, picture("png"), { kind: "plain" })}
      ${button(text.take.alt, () => send({ type: "copy", text: `${frame.title}. ${frame.finding}` }), { kind: "plain" })}
      ${button(text.take.table, () => send({ type: "copy", text: tabbed(frame.table.head, frame.table.rows) }), { kind: "plain" })}
    </div>
  </figure>`;
}
