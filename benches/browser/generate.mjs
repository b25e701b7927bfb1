/**
 * Writes the invented files that everything is measured on: the same bytes for the same words.
 *   node generate.mjs survey|visits ROWS FILE [TIMES]
 * TIMES writes the rows so many times over, for files whose size alone matters.
 */
import { closeSync, openSync, renameSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { HEADER as SURVEY, survey } from "./survey.mjs";
import { HEADER as VISITS, visits } from "./visits.mjs";

const KINDS = { survey: [SURVEY, survey], visits: [VISITS, visits] };
const FLUSH = 1 << 22;

export function generate(kind, rows, path, times = 1) {
  const [header, made] = KINDS[kind];
  const file = openSync(`${path}.part`, "w");
  const chunks = [];
  let text = header;
  const flush = () => {
    writeSync(file, text);
    if (times > 1) chunks.push(Buffer.from(text));
    text = "";
  };
  flush();
  for (const row of made(rows)) {
    text += row;
    if (text.length > FLUSH) flush();
  }
  flush();
  for (let time = 1; time < times; time++) for (const chunk of chunks.slice(1)) writeSync(file, chunk);
  closeSync(file);
  renameSync(`${path}.part`, path);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) generate(process.argv[2], Number(process.argv[3]), process.argv[4], Number(process.argv[5] ?? 1));
