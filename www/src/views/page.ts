import { html, nothing, type TemplateResult } from "lit";
import { number } from "../lib/format";
import type { Model, View, Work } from "../state";
import { sayCode, textIn } from "../text";
import { about } from "./about";
import { fileView } from "./file";
import { indicatorView } from "./indicator";
import { methodView } from "./method";
import { overview } from "./overview";
import { button, select, type Send } from "./parts";
import { resultView } from "./result";
import { systemView } from "./system";

const MENU = ["oversikt", "kostnad", "fil", "resultat", "om"] as const;

/** The whole page: header, what is going on, the view, footer. */
export function page(model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  return html`<header>
      <button type="button" class="skip" @click=${() => send({ type: "jump", id: "title" })}>${text.skip}</button>
      <div class="bar">
        <span class="brand">${text.name}</span>
        <nav aria-label=${text.nav.label}>
          <ul>
            ${MENU.filter((view) => view !== "resultat" || model.result !== null).map((view) => item(view, model, send))}
          </ul>
        </nav>
        <div class="choices">
          ${regionSelect(model, send)}<button
            type="button"
            class="plain"
            lang=${text.otherLang}
            @click=${() => send({ type: "language", lang: text.otherLang })}
          >
            ${text.otherLangName}
          </button>
        </div>
      </div>
    </header>
    <main lang=${text.htmlLang}>
      ${work(model, send)}${failure(model, send)}
      <p class="status" role="status">${model.said ? text.said[model.said] : ""}</p>
      ${
        model.start === null
          ? html`<h1 id="title" tabindex="-1">${text.name}</h1>
              <p>${model.failure ? "" : text.loading}</p>`
          : view(model, send)
      }
    </main>
    <footer>
      <p>${model.start ? text.about.version(model.start.version, model.start.reference.version) : nothing}</p>
      <p>${text.file.promise}</p>
    </footer>`;
}

function view(model: Model, send: Send): TemplateResult {
  switch (model.view) {
    case "oversikt":
      return overview(model, send);
    case "indikator":
      return indicatorView(model, send);
    case "kostnad":
      return systemView(model, send);
    case "fil":
      return fileView(model, send);
    case "resultat":
      return resultView(model, send);
    case "om":
      return about(model);
    case "metod":
      return methodView(model, send);
  }
}

function item(view: Exclude<View, "indikator" | "metod">, model: Model, send: Send): TemplateResult {
  const here = model.view === view || (view === "oversikt" && model.view === "indikator");
  return html`<li>
    <button
      type="button"
      class="tab"
      aria-current=${here ? "page" : nothing}
      @click=${() => send({ type: "go", view })}
    >
      ${textIn(model.lang).nav[view]}
    </button>
  </li>`;
}

function regionSelect(model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const options = [
    { value: "", label: `${text.chooseRegion} …` },
    ...(model.start?.regions.filter((one) => one.code !== "00") ?? []).map((one) => ({
      value: one.code,
      label: one.name,
    })),
  ];
  return select("region", text.region, model.region ?? "", options, (value) =>
    send({ type: "region", region: value || null }),
  );
}

/** What is under way, once it has taken a moment; with a way to stop it. */
function work(model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const now = model.work;
  const what = !now?.shown ? null : now.name ? text.workNamed(text.work[now.task], now.name) : text.work[now.task];
  // One element all the time, so that what is put into it is read out.
  return html`<div class="work" role="status">${what === null ? nothing : html`<p>${what}</p>`}</div>
    ${now && what !== null ? bar(now, what, model, send) : nothing}`;
}

function bar(now: Work, what: string, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const share = now.total > 0 ? now.done / now.total : null;
  return html`<div class="work-bar">
    <progress aria-label=${what} max="1" .value=${share ?? nothing}></progress
    >${share === null ? nothing : html`<span>${text.percent(`${number(share * 100, 0, model.lang)}\u00a0%`)}</span>`}
    ${now.task === "start" || now.task === "overview" ? nothing : button(text.cancel, () => send({ type: "cancel" }))}
  </div>`;
}

function failure(model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const said = model.failure;
  return html`<div role="alert">
    ${
      said
        ? html`<div class="failure" id="failure" tabindex="-1">
            <p class="strong">${text.failure.title}. ${said.name ? text.failure.withFile(said.name) : nothing}</p>
            <p>
              ${said.row !== null && said.row !== undefined ? `${text.file.row(String(said.row))}. ` : nothing}${sayCode(said, model.lang)}
            </p>
            <p>${text.failure.goesOn}</p>
            ${button(text.close, () => send({ type: "dismiss" }))}
          </div>`
        : nothing
    }
  </div>`;
}
