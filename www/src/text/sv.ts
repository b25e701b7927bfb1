/** Swedish, the first language of the page. The type of this object is the type of every language. */
import type { Kind, Role, Verdict } from "../contract";
import { wordsIn } from "./words";

export interface SentenceParts {
  place: string; label: string; value: string; against: string; nation: string; period: string; againstPeriod: string; difference: string; interval: string | null; confidence: string;
  n: string | null; relevance: string | null; needed: string | null;
}

const roles: Record<Role, string> = {
  region: "Region", period: "Period", id: "Löpnummer", weight: "Vikt", stratum: "Urvalsgrupp (stratum)", cluster: "Urvalsenhet", group: "Bakgrund, grupp", item: "Fråga", measure: "Måttets namn",
  value: "Värde", count: "Antal svar", numerator: "Täljare", denominator: "Nämnare", low: "Nedre gräns", high: "Övre gräns", standard_error: "Medelfel", unit: "Enhet", identifying: "Personuppgift, läses inte", ignored: "Används inte",
};
const kinds: Record<Kind, string> = {
  survey: "Enkät, en rad per svarande", indicators: "Tabell med värden per region och period", accounts: "Räkenskaper", visits: "Besök, en rad per besök", staffing: "Personal", unknown: "Vet inte",
};

export const sv = {
  name: "Rikssnitt", htmlLang: "sv", otherLang: "en" as "sv" | "en", otherLangName: "English", skip: "Hoppa till innehållet", loading: "Sidan öppnas …", region: "Region", chooseRegion: "Välj region", nation: "Riket",
  language: "Språk", nav: { label: "Huvudmeny", oversikt: "Översikt", fil: "Egen fil", resultat: "Resultat", om: "Om sidan" },
  example: "Påhittade exempeldata", exampleLong: "Det här är exempeldata. Personer, svar och tal är påhittade och säger inget om någon region.",
  note: "Obs", close: "Stäng", back: "Till översikten", show: "Visa", on: "Ja", off: "Nej",
  overview: {
    title: "Så står sig er region mot riket", titleFor: (region: string) => `${region} mot riket`,
    lead: "Välj region och se de nationella värdena direkt, eller lägg till en egen fil.",
    matrix: "Mål och perspektiv", level: "Nivå: regionen mot riket", change: "Förändring: regionen mot sig själv tidigare",
    levelHelp: "Det senaste värdet för regionen hålls mot riket samma period.", changeHelp: "Det senaste värdet hålls mot regionens föregående mätning.",
    matrixHelp: "Varje ruta räknar mått. Mått som mäter samma sak på olika sätt har en röst tillsammans. Ett omdöme ges bara där mått har kunnat prövas mot slumpen; publicerade värden saknar oftast uppgift om antal svar.",
    goal: "Mål", lists: "Måtten, mål för mål", indicator: "Mått", value: "Regionen", nation: "Riket", difference: "Skillnad", verdict: "Bedömning", latest: "Senaste period", nothing: "Inga mått", key: (value: string, nation: string) => `${value} (riket ${nation})`,
    toGoal: (goal: string) => `${goal}: gå till måtten`, before: "Riket i dag", beforeHelp: "Senaste publicerade värde för riket. Välj region ovan för att se regionens värden bredvid.",
    ownTitle: "Lägg till en egen fil", noRegion: "Ingen region är vald.",
  },
  counts: {
    tested: (n: number) => `${n} ${n === 1 ? "prövat" : "prövade"}`, better: (n: number) => `${n} bättre`, worse: (n: number) => `${n} sämre`, noDifference: (n: number) => `${n} ungefär som riket`, unchanged: (n: number) => `${n} i stort sett oförändrade`,
    inconclusive: (n: number) => `${n} går inte att avgöra`, notTested: (n: number) => `${n} inte ${n === 1 ? "prövat" : "prövade"}`,
    chance: (n: string) => `Av slump väntas ${n} avvika.`, newest: (period: string, age: number | null) => `Senast ${period}${age === null || age < 1 ? "" : age === 1 ? ", 1 år sedan" : `, ${age} år sedan`}`,
  },
  symbols: { better: "Bättre", worse: "Sämre", unchanged: "Ungefär lika", mixed: "Blandat", none: "Inget omdöme" },
  verdicts: { better: "Bättre", worse: "Sämre", higher: "Högre", lower: "Lägre", no_difference: "Ungefär som riket", inconclusive: "Går inte att avgöra", not_tested: "Inte prövad mot slumpen", not_comparable: "Går inte att jämföra" },
  verdictsOther: { no_difference: "Ungefär lika" },
  small: "säker men liten", few: "För få svar för en bedömning",
  hidden: "Dold", noValue: "Uppgift saknas", age: (years: number) => (years < 1 ? "i år" : years === 1 ? "1 år gammal" : `${years} år gammal`),
  reasons: {
    series_break: "Mätningen gjordes om mellan perioderna. En skillnad kan bero på mätningen och inte på vården.", different_definition: "Måtten är definierade på olika sätt.", different_period: "Värdena gäller olika perioder.",
    few_answers: "Antalet svar är för litet för en bedömning: några få personer kan ändra resultatet. Slå ihop år eller grupper om ett säkrare värde behövs.", no_national_value: "Det finns inget värde för riket att jämföra med.",
    no_uncertainty: "Det publicerade värdet saknar uppgift om antal svar och felmarginal. Därför säger vi inte bättre eller sämre.", rounded: "Värdena är publicerade avrundade; skillnaden är inte större än avrundningen.",
    overlapping_periods: "Perioderna överlappar varandra.", partial_nation: "Riksvärdet bygger inte på alla 21 regioner den perioden.", small: "Skillnaden är säker men liten: mindre än gränsen för det här måttet.", pandemic: "Jämförelsen utgår från ett pandemiår (2020–2021).",
  },
  sentence: {
    tested: (p: SentenceParts) => `${p.place} har ${p.value} (${p.period}), mot ${p.nation} i ${p.against}${p.againstPeriod}. Skillnaden är ${p.difference}${p.interval ? ` (${p.confidence} konfidensintervall ${p.interval})` : ""} och är statistiskt säkerställd. Det visar att nivån skiljer sig, inte varför.`,
    no_difference: (p: SentenceParts) => `${p.place} har ${p.value} (${p.period}), mot ${p.nation} i ${p.against}${p.againstPeriod}. Skillnaden är ${p.difference}${p.interval ? ` (${p.interval})` : ""}.${p.relevance ? ` En skillnad på ${p.relevance} eller mer är osannolik.` : ""}`,
    inconclusive: (p: SentenceParts) => `${p.place} har ${p.value} (${p.period}), mot ${p.nation} i ${p.against}${p.againstPeriod}. Skillnaden är ${p.difference}, men osäkerheten är stor${p.interval ? ` (${p.interval})` : ""}. Resultatet visar inte att värdena är lika.${p.needed && p.relevance ? ` För att kunna se en skillnad på ${p.relevance} behövs omkring ${p.needed} svar${p.n ? `; ni har ${p.n}` : ""}.` : ""}`,
    not_tested: (p: SentenceParts) => `${p.place}: ${p.value} (${p.period}). ${p.against[0]?.toUpperCase()}${p.against.slice(1)}: ${p.nation}${p.againstPeriod}. Skillnad: ${p.difference}. Skillnaden är inte prövad mot slumpen.`,
    not_comparable: (p: SentenceParts) => `${p.place}: ${p.value} (${p.period}). Går inte att jämföra med ${p.against}.`,
    none: (p: { place: string; label: string }) => `${p.place} har inget värde för ${p.label}.`,
    answers: (n: string) => `Svaren bygger på ${n} personer.`, caveat: "Intervallet täcker slumpen, inte bortfallet.", small: (relevance: string | null) => `Skillnaden är säker men liten${relevance ? `: mindre än ${relevance}, gränsen vi använder för det här måttet` : ""}.`,
  },
  against: { reference: "riket", data: "riket, beräknat ur filen", partial: "snittet i din fil", user: "det tal du har angett", file: "riket enligt filen", rest: "övriga regioner i filen", earlier: "samma region tidigare", group: (level: string) => `gruppen ${level}` },
  indicator: {
    definition: "Definition", misses: "Det här fångar måttet inte", source: "Källa", comment: "Egen kommentar", commentHelp: "Stannar på sidan tills den stängs och följer med när du kopierar texten.",
    sourceLine: (publisher: string, via: string | null, retrieved: string) => `Källa: Egen bearbetning. Underlag: ${publisher}${via ? `, via ${via}` : ""}, hämtat ${retrieved}.`, newest: (period: string, age: string) => `Senaste period: ${period} (${age}).`,
    breaks: "Brott i serien", voluntary: (period: string, regions: number) => `${period}: ${regions} av 21 regioner deltog. Riksvärdet är inte hela riket.`, peers: "Liknande regioner", direction: { higher: "Ett högt värde är bra.", lower: "Ett lågt värde är bra.", none: "Måttet har ingen riktning: högt är varken bra eller dåligt." },
    relevance: (limit: string) => `Minsta skillnad som vi räknar som viktig: ${limit}. Gränsen är vår.`, noRelevance: "Ingen gräns för viktig skillnad är satt.", unknown: "Måttet finns inte.", noRegionFigure: "Regionen har inget värde för det här måttet.", series: "Egen historia", changeTitle: "Förändring", levelTitle: "Nivå",
  },
  chart: {
    regions: (label: string, period: string) => `${label}: regionerna mot riket ${period}`, trend: (label: string) => `${label}: utveckling över tid`, answers: (label: string, place: string) => `${label}: svaren per mätning, ${place}`,
    table: "Visa som tabell", keyboard: "Stega med piltangenterna, Home och End.", regionsFinding: (place: string, value: string, low: string, high: string) => `${place}: ${value}. Regionernas värden går från ${low} till ${high}.`,
    trendFinding: (place: string, first: string, from: string, last: string, to: string) => `${place} gick från ${from} (${first}) till ${to} (${last}).`, trendOne: (place: string, last: string, to: string) => `${place}: ${to} (${last}).`, trendNone: (place: string) => `${place} har inga värden i serien.`,
    nationNow: (value: string, period: string) => `Riket: ${value} (${period}).`, break: "Brott i serien: före och efter går inte att jämföra", pandemic: "Pandemiår", partial: "Alla regioner deltog inte: inte hela riket", peer: "Liknande regioner", withInterval: "Strecken visar konfidensintervall.", noInterval: "Källan anger ingen osäkerhet; därför finns inga intervall.",
    significant: "Säkerställd förändring sedan första mätningen", notSignificant: "Ingen säkerställd förändring", answersFinding: (first: string, from: string, last: string, to: string, mark: string) => `Andelen positiva svar: ${from} (${first}) och ${to} (${last}).${mark ? ` ${mark}.` : ""}`,
    missing: (names: string) => `Uppgift saknas för ${names}.`, period: "Period", value: "Värde", interval: "Intervall", n: "Antal svar", answer: "Svar", positive: "positivt svar", peersMarked: (names: string) => `Liknande regioner är understrukna: ${names}.`,
  },
  take: {
    title: "Ta med", sentence: "Kopiera meningen", table: "Kopiera tabellen", svg: "Spara diagrammet (SVG)", png: "Spara diagrammet (PNG)", alt: "Kopiera alternativtext", csv: "Ladda ner CSV", json: "Ladda ner JSON", plan: "Kopiera planen", planSave: "Ladda ner planen", method: "Kopiera metodtexten", print: "Skriv ut",
    for: (what: string) => `för ${what}`,
    captionDate: (day: string) => `Framställd ${day} med Rikssnitt.`, comment: "Kommentar",
  },
  file: {
    title: "Egen fil", promise: "Filen stannar i din dator. Sidan läser den i webbläsaren och skickar ingenting vidare.",
    how: "Dra hit en fil eller välj den på datorn. Det kan vara en tabell med andelar och antal svar, en enkät med en rad per svarande eller statistik från Kolada, SCB eller Socialstyrelsen. Excel och csv fungerar. Ta bort namn och personnummer först; de behövs inte. Innan något räknas får du se hur filen har tolkats, och du kan ändra det.",
    choose: "Välj fil", drop: "eller dra hit den", examples: "Prova med exempeldata", exampleSurvey: "Exempel: enkät", exampleTable: "Exempel: tabell", another: "Lägg till en fil till", clear: "Rensa", clearHelp: "Tar bort filer, plan, resultat och kommentarer ur sidan.", chooseRegionFirst: "Välj region för att gå vidare. Filen är läst.",
    read: "Så har filen tolkats", isKind: "Filen är", rows: (read: string, rejected: string) => `${read} rader lästes, ${rejected} avvisades.`, rowsRead: (read: string) => `${read} rader med data.`,
    facts: { encoding: "Teckenkodning", delimiter: "Skiljetecken", decimal: "Decimaltecken", header: "Rubrikrad", sheet: "Blad", missing: "Tecken för saknat värde", suppressed: "Tecken för dolt värde", national: "Rader för riket", wide: "Bred tabell" },
    delimiters: { ";": "semikolon", ",": "komma", "\t": "tabb", "|": "lodstreck" } as Record<string, string>, wide: { year: "en kolumn per period", region: "en kolumn per region" },
    columns: "Kolumnerna", column: "Kolumn", type: "Innehåll", role: "Används som", samples: "Exempel på värden", missing: "Saknas", roleOf: (name: string) => `Används som, kolumnen ${name}`, notShown: "visas inte",
    roles, kinds,
    types: { text: "text", category: "kategori", ordinal: "ordnad skala", yesno: "ja eller nej", integer: "heltal", decimal: "decimaltal", percent: "procent", date: "datum", month: "månad", quarter: "kvartal", week: "vecka", code: "kod", region: "region", empty: "tom", "missing-only": "bara saknade värden" } as Record<string, string>,
    problems: "Det här hittades i filen", noProblems: "Inga problem hittades.", times: (n: string) => `${n} gånger`, row: (n: string) => `Rad ${n}`, rowsList: (list: string, more: boolean) => `Rader: ${list}${more ? " …" : ""}`, columnNamed: (name: string) => `kolumn ”${name}”`, severity: { error: "Fel", warning: "Varning", note: "Upplysning" },
  },
  plan: {
    title: "Mått att räkna", help: "Förslag utifrån filen. Ändra det som inte stämmer. Inget räknas förrän du trycker på Räkna.", none: "Inga mått kunde föreslås. Ändra kolumnernas användning ovan: en enkät behöver minst en fråga, en tabell minst ett värde.", positive: "Svar som räknas som positiva", outside: "Svar som inte räknas med (utanför basen)", goal: "Hör till målet", perspective: "Perspektiv", noBox: "Inget valt", of: (n: string) => `(${n} svar)`, label: "Namn på måttet",
    direction: "Bra är", directions: { higher: "högt värde", lower: "lågt värde", none: "varken eller" }, relevance: "Minsta skillnad som är viktig", relevanceUnit: (unit: string) => `I ${unit}.`, relevanceEmpty: "Tomt fält: sidans egen gräns.", nation: "Hålls mot", nations: { auto: "Automatiskt", data: "Snittet i filen", indicator: "Ett inbyggt mått", value: "Ett eget tal" },
    autoHelp: "Raden för riket i en tabell. I en enkät används filens snitt bara om den har alla 21 regioner och vikter.", chooseIndicator: "Inbyggt mått", confirm: "Bekräfta att de mäter samma sak", question: "Frågan är densamma", scale: "Svarsskalan är densamma och samma svar räknas som positiva", population: "Personerna och mätperioden är desamma", notConfirmed: "Måttet används inte förrän alla tre är bekräftade.",
    own: { value: "Tal för riket", low: "Nedre gräns", high: "Övre gräns", n: "Antal svar", period: "Period", source: "Var talet kommer ifrån" }, ownHelp: "Utan antal svar eller gränser är osäkerheten i riksvärdet okänd och ingår inte.", remove: "Ta bort måttet", removeNamed: (name: string) => `Ta bort måttet ${name}`,
    settings: "Inställningar", confidence: "Konfidensnivå", multiplicity: "Justering för många jämförelser", multiplicities: { none: "Ingen", holm: "Holm", benjamini_hochberg: "Benjamini–Hochberg" }, minimum: "Dölj grupper med färre personer än", reliability: "Bedöm inte med färre svar än", groups: "Dela upp efter",
    run: "Räkna", again: "Räkna om", stale: "Något har ändrats sedan resultatet räknades. Räkna om för att se det nya.", meanOf: (label: string) => `Medelvärde av ${label}`, json: "Planen som text",
  },
  result: {
    title: "Resultat", titleFor: (region: string) => `${region}: resultat ur egen fil`, none: "Inget resultat än. Lägg till en fil och räkna.", summary: "Bedömning", measures: "Måtten", details: (label: string) => `Mer om ${label}`, groups: "Efter grupp", group: "Grupp", level: "Nivå", compared: "Jämfört med", kind: "Jämförelse",
    kinds: { nation: "mot riket", rest: "mot övriga i filen", previous_measurement: "mot föregående mätning", first_measurement: "mot första mätningen", group_gap: "mellan grupper" },
    method: "Metod, att klistra in", checks: "Filens riksvärde mot det inbyggda", check: (label: string, period: string, file: string, built: string, difference: string) => `${label} ${period}: filen har ${file}, det inbyggda är ${built} (skillnad ${difference}).`, unprotected: "Skyddet av små grupper är avstängt. Dela inte resultatet.", protection: "Kontrollen döljer bara små grupper, inte värden som kan räknas ut.",
    hiddenHelp: (minimum: string) => `Dold: gruppen har färre än ${minimum} personer. Dold betyder inte noll och inte att uppgift saknas. Innan tabellen lämnas ut behöver ni göra er egen sekretessprövning.`, inestimable: "Går inte att beräkna", goalless: "Måtten ur filen hör inte till något av målen och räknas därför inte i någon ruta.", change: "Förändring", all: "Alla jämförelser", whichGroup: "Uppdelning",
  },
  method: (p: { files: string; n: string; design: string; nation: string; confidence: string; multiplicity: string; minimum: string; reliability: string; version: string; reference: string }) => [
    `Resultatet bygger på ${p.files} med ${p.n} lästa rader${p.design}.`, `Regionens värden hålls mot ${p.nation}, med ${p.confidence} konfidensintervall${p.multiplicity}.`,
    `Grupper med färre än ${p.minimum} personer visas inte och värden med färre än ${p.reliability} svar bedöms inte; intervallen täcker slumpen, inte bortfall eller skillnader i vem som svarar.`, `Beräknat med Rikssnitt ${p.version} (inbyggda värden ${p.reference}) i den egna webbläsaren.`,
  ],
  methodParts: { oneFile: "en fil", files: (n: number) => `${n} filer`, weighted: ", vägda med urvalsvikter", stratified: " och med hänsyn till stratum", clustered: " och urvalsenheter", unweighted: ", utan urvalsvikter", adjusted: (name: string) => ` och ${name}s justering för många jämförelser`, auto: "riket enligt inbyggda värden eller filen", data: "snittet i filen", indicator: "inbyggda riksvärden", value: "eget angivet riksvärde", whole: "riket, beräknat ur filen", file: "riket enligt filen" },
  about: {
    title: "Om sidan", dataTitle: "Vad händer med mina uppgifter?",
    data: ["Sidan laddas en gång. Därefter sker allt i din webbläsare: inget skickas, inga kakor används och vi som ger ut sidan ser varken filen eller resultatet. Du kan kontrollera det: koppla från nätet när sidan är laddad, så fungerar allt ändå.",
      "När du stänger fliken eller trycker på Rensa försvinner uppgifterna ur sidan. Filer du själv sparar finns kvar på datorn. Er region är fortfarande personuppgiftsansvarig. Innan du delar ett resultat med andra måste ni själva pröva sekretessen."],
    limitsTitle: "Så är skyddet byggt och vad det inte täcker",
    limits: ["Filen läses bara i en avskild del av sidan (en worker) som inte kan nå nätet. Webbläsaren har fått regler som bara släpper fram sidans egen kod, känd på förhand, och som förbjuder all kommunikation.", "Reglerna kan inte skydda mot tillägg i webbläsaren, program i datorn eller den som kan se skärmen. De hindrar inte heller att sidan byts ut innan den laddas: spara sidan som fil om ni vill veta exakt vad ni kör.", "Kontrollen döljer bara små grupper, inte värden som kan räknas ut."],
    readTitle: "Så läser du bedömningarna",
    read: [["better", "Skillnaden är statistiskt säkerställd och åt det håll som är bra för måttet."], ["worse", "Skillnaden är statistiskt säkerställd och åt det håll som är dåligt för måttet."], ["higher", "Säkerställt högre, för mått som varken är bra eller dåliga."], ["lower", "Säkerställt lägre, för mått som varken är bra eller dåliga."], ["no_difference", "Värdet är så säkert att en viktig skillnad är osannolik."], ["inconclusive", "Prövat, men osäkerheten är för stor för ett svar. Det betyder inte lika."], ["not_tested", "Värdena visas, men källan anger ingen osäkerhet."], ["not_comparable", "Värdena mäter inte samma sak eller samma tid."]] as [Verdict, string][],
    chance: "Prövas många mått avviker några av ren slump: vid 95 procents konfidens omkring 5 av 100, hälften åt vardera hållet. Därför står det förväntade antalet i varje ruta.",
    sources: "Källor", retrieved: "Hämtat", licence: "Villkor", version: (version: string, reference: string) => `Rikssnitt ${version}. Inbyggda värden: ${reference}.`,
    accessTitle: "Tillgänglighet", access: "Sidan är byggd för att följa WCAG 2.2 nivå AA och kan användas med bara tangentbord. Varje diagram har en mening med det viktigaste, en tabell och kan stegas igenom med piltangenterna. Provning med skärmläsare återstår.",
  },
  work: { start: "Sidan öppnas", overview: "Hämtar regionens värden", add: "Läser filen", correct: "Läser om filen", propose: "Förbereder mått", analyse: "Räknar", export: "Skapar filen" },
  workNamed: (what: string, name: string) => `${what}: ${name}`, cancel: "Avbryt", percent: (share: string) => `${share} läst`,
  said: { copied: "Kopierat.", copyFailed: "Det gick inte att kopiera. Markera texten och kopiera den själv.", saved: "Filen sparas i mappen för hämtade filer.", cleared: "Allt är rensat ur sidan.", cancelled: "Arbetet avbröts.", readAgain: "Filen har tolkats om.", analysed: "Resultatet är klart.", fileRead: "Filen är läst. Så har den tolkats." },
  failure: { title: "Det gick inte", goesOn: "Inget annat på sidan har påverkats.", withFile: (name: string) => `Gäller filen ${name}.` },
  pageFailures: { P_CORE_STOPPED: "Beräkningen stannade av ett fel i sidan, inte i din dator. En ny har startats. Filerna behöver läsas in igen; går det fel en gång till, prova med färre kolumner eller en mindre fil.", P_NO_START: "Sidan kunde inte starta. Webbläsaren är troligen för gammal: använd en aktuell version av Edge, Chrome, Firefox eller Safari.", P_UNKNOWN: "Något gick fel. Försök igen." } as Record<string, string>,
  formats: wordsIn("sv", "formats"),
};

export type Dictionary = typeof sv;
