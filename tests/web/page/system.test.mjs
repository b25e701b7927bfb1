import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { open } from "../browser.mjs";
import { asFile, chooseRegion, compute, quadrant, unfold } from "../job.mjs";
import { opened } from "../opened.mjs";

let browser, server;
opened((at) => ({ browser, server } = at));

const shown = (page, selector) =>
  page.evaluate((wanted) => {
    const root = document.querySelector("riks-page").shadowRoot;
    return [...root.querySelectorAll(wanted)].map((one) => one.textContent.replace(/\s+/g, " ").trim());
  }, selector);

test("the quadrant of 2023, its parts, and an erratum: another equalisation year lists what moved", async () => {
  const page = await open(await browser.newContext(), server.url, "#region=13&sprak=sv&vy=kostnad");
  await quadrant(page);
  await page.locator("#q-period").selectOption("2023");
  await page.waitForFunction(() =>
    document.querySelector("riks-page").shadowRoot.querySelector("#kvadrant-finding")?.textContent.includes("−6,0"),
  );
  const [finding] = await shown(page, "#kvadrant-finding");
  assert.match(
    finding,
    /Region Halland: kostnad −6,0 % mot riket och kvalitetsindex \+0,75 mot regionernas medel, alltså lägre kostnad, högre kvalitetsindex\./,
  );
  assert.equal((await shown(page, "section[aria-labelledby=parts-title] tbody tr")).length, 6);
  await page.locator("#equalisation-2022").selectOption("2024");
  await page.locator("#moved-title").waitFor();
  const [sum] = await shown(page, "section[aria-labelledby=moved-title] p");
  assert.match(sum, /^\d+ av [\d ]+ jämförda rader har en siffra som ändrats/);
  const [first] = await shown(page, "section[aria-labelledby=moved-title] tbody tr");
  assert.match(first, /Region Halland2022/);
  await page.locator("#equalisation-2018").selectOption("2020");
  await page.waitForFunction(() =>
    document.querySelector("riks-page").shadowRoot.textContent.includes("Går inte: annan modell"),
  );
  const said = (await shown(page, ".findings")).join(" ");
  assert.match(said, /Kostnaden för 2018 kan inte justeras med utjämningsår 2020/);
  assert.deepEqual(page.noise, []);
});

test("an equalisation year that changes a place is listed with the earlier and the later word", async () => {
  const page = await open(await browser.newContext(), server.url, "#region=13&sprak=sv&vy=kostnad");
  await quadrant(page);
  await page.locator("#q-cost").selectOption("adjusted");
  await page.locator("#q-period").selectOption("2016");
  await page.waitForFunction(() =>
    document.querySelector("riks-page").shadowRoot.querySelector("#kvadrant-finding")?.textContent.includes("−0,1"),
  );
  await page.locator("#equalisation-2016").selectOption("2016");
  await page.locator("#moved-title").waitFor();
  const [sum] = await shown(page, "section[aria-labelledby=moved-title] p");
  assert.match(sum, /Ändrade lägen eller bedömningar: 1\./);
  const [first] = await shown(page, "section[aria-labelledby=moved-title] tbody tr");
  assert.match(first, /Region Halland.*2016.*lägre kostnad.*högre kostnad/);
});

test("efficiency: a chart with its finding and a form; pairs of measures name the regions", async () => {
  const page = await open(await browser.newContext(), server.url, "#region=13&sprak=sv&vy=kostnad");
  await quadrant(page);
  await page.locator("#efficiency-run").click();
  await page.locator("#effektivitet").waitFor({ timeout: 60_000 });
  const [finding] = await shown(page, "#effektivitet-finding");
  assert.match(finding, /^Region Halland.*regioner ligger på fronten\.$/);
  await page.locator("#effektivitet").focus();
  await page.keyboard.press("Home");
  const said = await shown(page, "figure:has(#effektivitet) .cursor-says");
  assert.match(said[0], /^Region Blekinge: \d,\d\d \(\d,\d\d till \d,\d\d\)/);
  await unfold(page);
  await page.locator("#e-returns").selectOption("constant");
  await page.waitForFunction(() =>
    document.querySelector("riks-page").shadowRoot.textContent.includes("DEA med konstant skalavkastning"),
  );
  await page.locator("#e-outputs-U70450").check();
  await page.waitForFunction(() =>
    [...document.querySelector("riks-page").shadowRoot.querySelectorAll("figure p.small")].some((one) =>
      /Resultat: .*Rimlig väntetid till vård/.test(one.textContent),
    ),
  );
  const told = (await shown(page, "section[aria-labelledby=definitions-title] .finding"))[0];
  assert.match(told, /^\d+ av \d+ regioner ligger på olika sidor om riket beroende på mått: /);
  const titles = await shown(page, "section[aria-labelledby=definitions-title] h3");
  const pairs = await shown(page, "section[aria-labelledby=definitions-title] .finding");
  const readmission = pairs[titles.findIndex((one) => /\(EGV330\) och .*\(U79092\) 2017$/.test(one))];
  assert.equal(
    readmission,
    "10 av 18 regioner ligger på olika sidor om riket beroende på mått: Uppsala, Östergötland, Kalmar, Gotland, Skåne, Halland, Örebro, Västmanland, Gävleborg, Västernorrland. Region Halland är en av dem.",
  );
  assert.deepEqual(page.noise, []);
});

test("a price index makes fixed prices, and municipalities are put together", async () => {
  const page = await open(await browser.newContext(), server.url, "#sprak=sv");
  await chooseRegion(page);
  await page.locator(".tab").nth(2).click();
  const file = (path) => asFile(path.split("/").at(-1), readFileSync(path));
  await page.locator("#file").setInputFiles(file("tests/data/amounts/kostnader.csv"));
  await page.locator("#run:not([disabled])").waitFor();
  await unfold(page);
  await page.locator("#index-2022").fill("90");
  await page.locator("#index-2022").blur();
  await page.locator("#index-2024").fill("100");
  await page.locator("#index-2024").blur();
  await page.waitForFunction(() =>
    document.querySelector("riks-page").shadowRoot.textContent.includes("Index saknas för 2023"),
  );
  await page.locator("#index-2023").fill("96");
  await page.locator("#index-2023").blur();
  await page.locator("#index-base").selectOption("2022");
  await page.locator("#run").click();
  await page.locator("#summary-title").waitFor();
  await page.locator(".tab").nth(1).click();
  await page.locator("#belopp").waitFor();
  await page.locator("#amount-shown").selectOption({ label: "Somatik per invånare" });
  const notes = (await shown(page, "figure:has(#belopp) p.small")).join(" ");
  assert.match(notes, /Fasta priser, 2022 års\./);
  assert.match((await shown(page, "#belopp-finding"))[0], /2022.*2024/);
  await page.locator(".tab").nth(2).click();
  await page.locator("#clear").click();
  await page.locator("#file").setInputFiles(file("tests/data/need/enkat_kommun.csv"));
  await page.locator("#run:not([disabled])").waitFor();
  await unfold(page);
  await page.getByLabel("kommun", { exact: true }).check();
  await page.locator("#place-0").selectOption("rural");
  await page.locator("#run").click();
  await page.locator("#summary-title").waitFor();
  await unfold(page);
  const text = (await shown(page, "main")).join(" ");
  assert.match(text, /kommun: Övriga/);
  assert.match(text, /är inte kommuner som finns i dag/);
});

test("areas that are ticked become one group against the rest", async () => {
  const page = await open(await browser.newContext(), server.url, "#sprak=sv");
  await chooseRegion(page);
  await page.locator(".tab").nth(2).click();
  const rows = Array.from(
    { length: 240 },
    (_, at) => `13;2024;1,0;${["Norr", "Öster", "Söder", "Väster"][at % 4]};${at % 4 < 2 && at % 3 ? "nej" : "ja"}`,
  );
  const text = `region;ar;vikt;omrade;tillgang\n${rows.join("\n")}\n`;
  await page.locator("#file").setInputFiles(asFile("omraden.csv", text));
  await page.locator("#run:not([disabled])").waitFor();
  await unfold(page);
  const box = page.getByLabel("omrade", { exact: true });
  if (!(await box.isChecked())) await box.check();
  await page.getByLabel("Norr", { exact: true }).check();
  await page.getByLabel("Öster", { exact: true }).check();
  await page.getByLabel("Gruppens namn").fill("Utsatta områden");
  await page.getByLabel("Gruppens namn").blur();
  await page.locator("#run").click();
  await page.locator("#summary-title").waitFor();
  await unfold(page);
  const told = (await shown(page, "main")).join(" ");
  // 40 of the 120 in Norr and Öster answered yes, and all of the others.
  assert.match(told, /omrade: Utsatta områden2024\s?33,3 %/);
  assert.match(told, /omrade: Övriga mot Utsatta områden2024\s?\+66,7 procentenheter/);
});

test("an earlier result in a file is held against this one, and anything else is refused kindly", async () => {
  const page = await open(await browser.newContext(), server.url, "#region=13&sprak=en&vy=kostnad");
  await quadrant(page);
  await page.locator("#earlier").setInputFiles(asFile("fel.json", "[1,2]"));
  await page.locator("#failure").waitFor();
  assert.match((await shown(page, "#failure"))[0], /no result from here/);
  const earlier = {
    rikssnitt: "0.1.0",
    plan_sha256: "x",
    reference: { version: "2025-01" },
    estimates: [],
    system: { structure: [{ region: "13", period: "2022", adjusted: 1, index: 1, deviation: 0 }] },
  };
  await page.locator("#earlier").setInputFiles(asFile("resultat_2025.json", JSON.stringify(earlier)));
  await page.locator("#moved-title").waitFor();
  assert.match((await shown(page, "#moved-title"))[0], /resultat_2025\.json/);
  const said = (await shown(page, "section[aria-labelledby=moved-title]"))[0];
  assert.match(said, /different editions: 2025-01/);
  assert.match(said, /Adjusted cost/);
});

test("costs of the own file: what shares are made of and how they grew", async () => {
  const page = await open(await browser.newContext(), server.url, "#sprak=sv");
  await chooseRegion(page);
  await page.locator(".tab").nth(2).click();
  const files = ["kostnader", "personal", "inskrivna"].map((name) => `tests/data/amounts/${name}.csv`);
  await page.locator("input[type=file]").first().setInputFiles(files);
  await page.locator("#file-2").waitFor();
  await page.locator("#run:not([disabled])").waitFor();
  await page.locator("#run").click();
  await page.locator("#summary-title").waitFor();
  await page.locator(".tab").nth(1).click();
  await quadrant(page);
  await page.locator("#amounts-title").waitFor();
  const rows = await shown(page, "section[aria-labelledby=amounts-title] tbody tr");
  assert.ok(
    rows.some((row) => row.startsWith("Kommunal hälso- och sjukvård av Kommunal hälso- och sjukvård + Primärvård2024")),
  );
  assert.ok(rows.some((row) => row.startsWith("Primärvård av Primärvård + Somatik + Psykiatri2022")));
  const shares = rows.filter((row) => /^Primärvård av .*20\d\d\d\d,\d %\d/.test(row));
  assert.equal(shares.length, 12, "four shares in three years, each between 10 and 100 per cent");
  const said = (await shown(page, "section[aria-labelledby=amounts-title] > .finding")).join(" ");
  assert.match(said, /Årsarbetare från 2022 till 2024: \+\d+,\d % i primärvården, \+\d+,\d % i övrig vård\./);
  const notes = (await shown(page, "section[aria-labelledby=amounts-title] p.small")).join(" ");
  assert.match(notes, /37 procent .* 11 procent/);
  assert.match(notes, /Tre nämnare används/);
});

test("areas at or above a limit of need become a group that is held against the others", async () => {
  for (const [lang, limit, group, others] of [
    ["sv", "1,5", "Utsatta områden", "Övriga"],
    ["en", "1.5", "Exposed areas", "Others"],
  ]) {
    const page = await open(await browser.newContext(), server.url, `#sprak=${lang}`);
    await chooseRegion(page);
    await page.locator(".tab").nth(2).click();
    const files = ["enkat_omrade", "cni_omrade"].map((name) => `tests/data/need/${name}.csv`);
    await page.locator("input[type=file]").first().setInputFiles(files);
    await page.locator("#file-1").waitFor();
    await page.locator("#run:not([disabled])").waitFor();
    await page.locator(".settings > summary").first().click();
    assert.match((await shown(page, ".settings fieldset:has(#need-0)"))[0], /omrade: .*CNI/);
    await page.locator("#need-0").fill(limit);
    await page.locator("#need-0").blur();
    await compute(page);
    const said = (await shown(page, "main")).join(" ");
    assert.match(said, /2 (av|of) 6 (områden|areas).*NORRA, ÖSTRA/s);
    assert.match(said, new RegExp(`omrade: ${group}`));
    assert.match(said, new RegExp(`omrade: .*${others}`));
    assert.deepEqual(page.noise, []);
    await page.close();
  }
});
