import { html, nothing, type TemplateResult } from "lit";
import type { Finding, Kind, Role } from "../contract";
import { bytes, whole } from "../lib/format";
import { byCode, sampledBy } from "../lib/find";
import { findingsCsv } from "../lib/findings";
import type { Model, OwnFile } from "../state";
import { sayCode, textIn } from "../text";
import { button, select, table, type Send } from "./parts";
import { planView } from "./plan";

/** The own file: choosing it, how it was understood, what was found, what shall be computed. */
export function fileView(model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  return html`<h1 id="title" tabindex="-1">${text.file.title}</h1>
    ${chooser(model, send)}
    ${model.files.length > 0 && !model.region ? html`<p class="hint">${text.file.chooseRegionFirst}</p>` : nothing}
    ${model.files.map((file, index) => reading(file, index, model, send))}
    ${model.plan && model.files.length > 0 ? planView(model, send) : nothing}`;
}

/** Whether all is there that is needed to compute. */
const ready = (model: Model): boolean =>
  model.files.length > 0 && model.region !== null && (model.plan?.measures ?? []).length > 0;

/** The drop zone, which is also a button, and the examples. */
export function chooser(model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const chosen = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const files = [...(field.files ?? [])];
    field.value = "";
    send({ type: "chose", files });
  };
  const opened = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = "";
    if (file) send({ type: "open-plan", file });
  };
  const near = (): void => {
    if (!model.practised) send({ type: "near" });
  };
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    send({ type: "chose", files: [...(event.dataTransfer?.files ?? [])] });
  };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    if (!model.dragging) send({ type: "dragging", over: true });
  };
  return html`<div
    class=${model.dragging ? "drop over" : "drop"}
    @pointerenter=${near}
    @focusin=${near}
    @dragenter=${near}
    @dragover=${over}
    @dragleave=${() => send({ type: "dragging", over: false })}
    @drop=${dropped}
  >
    <p class="strong">${text.file.promise}</p>
    <p class="measure">${text.file.how}</p>
    <div class="row">
      <span class="file"
        ><input
          id="file"
          type="file"
          multiple
          accept=".csv,.tsv,.txt,.xlsx,.xls,.ods,.px,.json,.sav,.zsav,.dta"
          class="unseen"
          @change=${chosen}
        /><label for="file" class="button first"
          >${model.files.length > 0 ? text.file.another : text.file.choose}</label
        ></span
      ><span class="quiet">${text.file.drop}</span>
    </div>
    <div class="row">
      <span>${text.file.examples}:</span
      >${button(text.file.exampleSurvey, () => send({ type: "example", name: "enkat_exempel.csv" }))}${button(text.file.exampleTable, () => send({ type: "example", name: "tabell_exempel.csv" }))}${button(text.file.exampleMonths, () => send({ type: "example", name: "manader_exempel.csv" }))}
      ${model.files.length > 0 || model.result ? button(text.file.clear, () => send({ type: "clear" }), { id: "clear", described: "clear-help" }) : nothing}
    </div>
    ${model.files.length > 0 || model.result ? html`<p class="small" id="clear-help">${text.file.clearHelp}</p>` : nothing}
    <div class="row">
      <span class="file"
        ><input
          id="plan-file"
          type="file"
          accept=".json"
          class="unseen"
          aria-describedby="plan-help"
          @change=${opened}
        /><label for="plan-file" class="button second">${text.file.planOpen}</label></span
      ><span class="quiet" id="plan-help">${text.file.planOpenHelp}</span>
    </div>
    ${model.saved && model.files.length === 0 ? html`<p class="hint" role="status">${text.file.planKept}</p>` : nothing}
  </div>`;
}

function reading(file: OwnFile, index: number, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const { inspection } = file;
  const correct = (correction: Parameters<typeof sendCorrection>[2]): void => sendCorrection(send, index, correction);
  const sampled = sampledBy(inspection);
  const kinds = (Object.keys(text.file.kinds) as Kind[]).map((kind) => ({ value: kind, label: text.file.kinds[kind] }));
  return html`<section class="reading" aria-labelledby="file-${index}">
    <h2 id="file-${index}" tabindex="-1">${text.file.read}: ${file.name}</h2>
    ${file.example ? html`<p class="invented"><strong>${text.example}.</strong> ${text.exampleLong}</p>` : nothing}
    <p>
      ${text.file.rowsRead(whole(inspection.n_data_rows, model.lang))}${file.size > 0 ? ` ${bytes(file.size, model.lang)}.` : ""}
    </p>
    ${index === model.files.length - 1 && ready(model) ? html`<div class="row"><span class="measure">${text.file.reviewed}</span>${button(text.file.toRun, () => send({ type: "jump", id: "run" }))}</div>` : nothing}
    <div class="row">
      ${select(`kind-${index}`, text.file.isKind, inspection.kind, kinds, (kind) => correct({ kind: kind as Kind }))}
      ${
        inspection.sheets && inspection.sheets.length > 1
          ? select(
              `sheet-${index}`,
              text.file.facts.sheet,
              inspection.sheet ?? "",
              inspection.sheets.map((sheet) => ({ value: sheet, label: sheet })),
              (sheet) => correct({ sheet }),
            )
          : nothing
      }
    </div>
    ${facts(file, model)}${columns(file, index, model, (name, role) => correct({ roles: { [name]: role } }))}
    ${sampled ? html`<p class="small">${text.file.sampled(sampled, text.file.roles.group)}</p>` : nothing}
    <h3>${text.file.problems}</h3>
    ${findingList(inspection.findings, model)}${saveFindings(inspection.findings, model, send)}
  </section>`;
}

const sendCorrection = (
  send: Send,
  file: number,
  correction: { kind?: Kind; sheet?: string; roles?: Record<string, Role> },
): void => send({ type: "correct", file, correction });

function facts(file: OwnFile, model: Model): TemplateResult {
  const text = textIn(model.lang);
  const { inspection: seen } = file;
  const words = text.file.facts;
  const given: [string, string | null][] = [
    [words.encoding, seen.encoding],
    [words.delimiter, seen.delimiter ? (text.file.delimiters[seen.delimiter] ?? seen.delimiter) : null],
    [words.decimal, seen.decimal],
    [words.header, seen.header_line > 0 ? String(seen.header_line) : null],
    [words.sheet, seen.sheet],
    [words.missing, seen.missing_tokens.filter(Boolean).join(" ")],
    [words.suppressed, seen.suppressed_tokens.join(" ")],
    [words.national, seen.national_rows.join(", ")],
    [words.wide, seen.wide_over ? text.file.wide[seen.wide_over] : null],
  ];
  return html`<dl class="facts">
    ${given
      .filter(([, value]) => value)
      .map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
  </dl>`;
}

function columns(
  file: OwnFile,
  index: number,
  model: Model,
  change: (column: string, role: Role) => void,
): TemplateResult {
  const text = textIn(model.lang);
  const roles = (Object.keys(text.file.roles) as Role[]).map((role) => ({ value: role, label: text.file.roles[role] }));
  const rows = file.inspection.columns.map((column, place) => [
    column.name,
    select(
      `role-${index}-${place}`,
      text.file.roleOf(column.name),
      column.role,
      roles,
      (role) => change(column.name, role as Role),
      true,
    ),
    text.file.types[column.type] ?? column.type,
    column.role === "identifying" || column.role === "id"
      ? html`<span class="none">${text.file.notShown}</span>`
      : column.samples.slice(0, 3).join(" · "),
    whole(column.missing, model.lang),
  ]);
  return table(
    text.file.columns,
    [text.file.column, text.file.role, text.file.type, text.file.samples, text.file.missing],
    rows,
    { numeric: false, reachable: true, stack: true },
  );
}

/** All findings with their places, to keep. */
export function saveFindings(findings: readonly Finding[], model: Model, send: Send): TemplateResult | typeof nothing {
  const { file: text } = textIn(model.lang);
  if (findings.length === 0) return nothing;
  const names = model.files.map((file) => file.name);
  const save = (): void =>
    send({
      type: "save",
      name: text.findingsName,
      mime: "text/csv;charset=utf-8",
      text: findingsCsv(findings, names, model.lang),
    });
  return html`<div class="tools">${button(text.findingsSave, save, { kind: "plain" })}</div>`;
}

const SHOWN = 20;

/** Findings by code, each sentence once with its places and the measures it is about. */
export function findingList(findings: readonly Finding[], model: Model): TemplateResult {
  const text = textIn(model.lang);
  if (findings.length === 0) return html`<p>${text.file.noProblems}</p>`;
  return html`<ul class="findings">
    ${byCode(findings)
      .flatMap(({ findings: together }) => [...bySentence(together, model)])
      .map(([sentence, same]) => {
        const rows = same.flatMap((one) => one.rows);
        const count = same.reduce((sum, one) => sum + one.count, 0);
        const about = same.flatMap((one) => (one.params["measure"] ? [labelOf(one.params["measure"], model)] : []));
        return html`<li class=${same[0]?.severity ?? "note"}>
          <span class="severity">${text.file.severity[same[0]?.severity ?? "note"]}</span>
          <div>
            <p>${sentence}</p>
            ${rows.length > 1 ? html`<p class="small">${text.file.times(whole(count, model.lang))}. ${text.file.rowsList(rows.slice(0, SHOWN).join(", "), count > Math.min(SHOWN, rows.length))}</p>` : nothing}
            ${about.length > 0 && same.length > 1 ? html`<p class="small">${about.join(", ")}</p>` : nothing}
          </div>
        </li>`;
      })}
  </ul>`;
}

const labelOf = (measure: string, model: Model): string =>
  model.result?.measures.find((one) => one.id === measure)?.label[model.lang] ?? measure;

function bySentence(findings: readonly Finding[], model: Model): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const one of findings) {
    const named = one.params["measure"]
      ? { ...one, params: { ...one.params, measure: labelOf(one.params["measure"], model) } }
      : one;
    const said = sayCode(named, model.lang);
    const sentence = `${place(one, said, model)}${said}`;
    groups.set(sentence, [...(groups.get(sentence) ?? []), one]);
  }
  return groups;
}

/** Where it is, as far as the sentence does not say it itself. */
function place(one: Finding, said: string, model: Model): string {
  const text = textIn(model.lang);
  const named = [`”${one.column}”`, `“${one.column}”`].some((name) => said.includes(name));
  const parts = [
    one.row === null ? "" : text.file.row(String(one.row)),
    one.column === null || named ? "" : text.file.columnNamed(one.column),
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join(", ").replace(/^k/, "K").replace(/^c/, "C")}: ` : "";
}
