import assert from "node:assert/strict";
import { test } from "node:test";
import { isMunicipality } from "../../../www/src/views/prices.ts";

test("columns of municipalities are known by their whole name, not by how it begins", () => {
  const named = ["kommun", "Kommun", "Kommuner", "kommunnamn", "Kommunkod", "kommuntyp", "Kommungrupp"];
  for (const name of [...named, "kommungruppsindelning"]) assert.equal(isMunicipality(name), true, name);
  for (const name of ["Kommunikation", "Kommunal hälso- och sjukvård", "kommunalt", "Hemkommun", "Kommun + region"])
    assert.equal(isMunicipality(name), false, name);
});
