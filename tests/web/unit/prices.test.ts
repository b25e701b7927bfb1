import assert from "node:assert/strict";
import { test } from "node:test";
import { textIn } from "../../../www/src/text/index.ts";
import { isMunicipality, together } from "../../../www/src/views/prices.ts";

test("columns of municipalities are known by their whole name, not by how it begins", () => {
  const named = ["kommun", "Kommun", "Kommuner", "kommunnamn", "Kommunkod", "kommuntyp", "Kommungrupp"];
  for (const name of [...named, "kommungruppsindelning"]) assert.equal(isMunicipality(name), true, name);
  for (const name of ["Kommunikation", "Kommunal hälso- och sjukvård", "kommunalt", "Hemkommun", "Kommun + region"])
    assert.equal(isMunicipality(name), false, name);
});

test("a group that is called what the rest is called keeps its levels under another word", () => {
  const levels = ["Norr", "Öster"];
  for (const [lang, others, chosen] of [
    ["sv", "Övriga", "Valda"],
    ["en", "Others", "Chosen"],
  ] as const) {
    const of = (name: string) => together(name, levels, textIn(lang).system.places);
    assert.deepEqual(of(" Utsatta områden "), { "Utsatta områden": levels, [others]: ["*"] });
    for (const name of [others, ` ${others.toLowerCase()}`, "", " "])
      assert.deepEqual(of(name), { [chosen]: levels, [others]: ["*"] }, name);
  }
});
