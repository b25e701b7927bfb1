/** Sentences about what takes account of who the respondents are. */

interface Standardised {
  place: string;
  by: string;
  value: string;
  nation: string | null;
  whole: boolean;
  period: string;
  difference: string;
  interval: string;
  confidence: string;
  sure: boolean;
  raw: string;
}
interface Adjusted {
  place: string;
  by: string;
  level: string;
  base: string;
  given: string;
  difference: string;
  interval: string;
  confidence: string;
  raw: string;
  sure: boolean;
}

export const svBackground = {
  title: "Med hänsyn till vilka som svarat",
  and: "och",
  margins: "Anpassa vikterna till kända antal personer",
  marginsHelp:
    "Fyll i hur många personer som finns i varje grupp av dem som svaren ska stå för. Vikterna ändras då så att grupperna blir rätt stora, och osäkerheten räknas om. Fyll i alla grupper i en kolumn, eller ingen. Har filen flera mätningar anger ni antalen för alla mätningar tillsammans.",
  people: (level: string) => `Antal personer: ${level}`,
  partly: "Alla grupper i kolumnen behöver ett tal. Till dess används den inte.",
  wrongNumber: "Skriv ett tal som är större än 0.",
  standardised: (p: Standardised) =>
    `Vid samma fördelning av ${p.by} som ${p.whole ? "i riket" : "i hela filen"} blir värdet ${p.value} i ${p.place} (${p.period})` +
    (p.nation === null
      ? "."
      : `, mot ${p.nation} ${p.whole ? "i riket" : "i filen"}. Skillnaden är ${p.difference} (${p.confidence} konfidensintervall ${p.interval}) och är ${p.sure ? "" : "inte "}statistiskt säkerställd.`) +
    ` Utan den justeringen är värdet ${p.raw}.`,
  given: (by: string, value: string, place: string, raw: string) =>
    `Vid den fördelning av ${by} som planen anger blir värdet ${value} i ${place}. Utan den justeringen är värdet ${raw}.`,
  adjusted: (p: Adjusted) =>
    `${p.place}: när ${p.given} är lika är skillnaden i andel ${p.difference} mellan dem som svarat ${p.level} och dem som svarat ${p.base} på ${p.by} (${p.confidence} konfidensintervall ${p.interval}). Skillnaden är ${p.sure ? "" : "inte "}statistiskt säkerställd. Utan hänsyn till ${p.given} är den ${p.raw}.`,
  adjustedTitle: (by: string, given: string) => `Betydelsen av ${by} vid samma ${given}`,
  place: "Bland",
  level: "Grupp",
  raw: "Skillnad utan hänsyn",
  difference: "Skillnad med hänsyn",
  odds: "Oddskvot",
  everyone: "alla i filen",
  cause: "Skillnaden kan ha fler orsaker än de som hålls lika.",
  rest: (p: string, period: string, sure: boolean) =>
    `Svarsfördelningen som helhet ${sure ? "skiljer sig" : "skiljer sig inte säkerställt"} från övriga i filen ${period} (Rao och Scotts test, p ${p}).`,
  earlier: (p: string, before: string, now: string, sure: boolean) =>
    `Svarsfördelningen som helhet ${sure ? "har ändrats" : "har inte ändrats säkerställt"} mellan ${before} och ${now} (Rao och Scotts test, p ${p}).`,
};

export const enBackground: typeof svBackground = {
  title: "With regard to who answered",
  and: "and",
  margins: "Adjust the weights to known numbers of people",
  marginsHelp:
    "Give the number of people in each group of those that the answers stand for. The weights then change so that the groups have the right size, and the uncertainty is computed anew. Fill in all groups of a column, or none. With several measurements in the file, give the numbers for all of them together.",
  people: (level) => `Number of people: ${level}`,
  partly: "Every group of the column needs a number. Until then it is not used.",
  wrongNumber: "Give a number above 0.",
  standardised: (p) =>
    `With the same mix of ${p.by} as ${p.whole ? "in the nation" : "in the whole file"} the value is ${p.value} in ${p.place} (${p.period})` +
    (p.nation === null
      ? "."
      : `, against ${p.nation} ${p.whole ? "in the nation" : "in the file"}. The difference is ${p.difference} (${p.confidence} confidence interval ${p.interval}) and is ${p.sure ? "" : "not "}statistically significant.`) +
    ` Without that adjustment the value is ${p.raw}.`,
  given: (by, value, place, raw) =>
    `With the mix of ${by} that the plan gives the value is ${value} in ${place}. Without that adjustment it is ${raw}.`,
  adjusted: (p) =>
    `${p.place}: with ${p.given} equal, the difference in shares is ${p.difference} between those who answered ${p.level} and those who answered ${p.base} to ${p.by} (${p.confidence} confidence interval ${p.interval}). The difference is ${p.sure ? "" : "not "}statistically significant. Without regard to ${p.given} it is ${p.raw}.`,
  adjustedTitle: (by, given) => `What ${by} means at equal ${given}`,
  place: "Among",
  level: "Group",
  raw: "Difference as it is",
  difference: "Adjusted difference",
  odds: "Odds ratio",
  everyone: "all in the file",
  cause: "The difference may have other causes than those held equal.",
  rest: (p, period, sure) =>
    `The answers as a whole ${sure ? "differ" : "do not differ significantly"} from the others in the file in ${period} (Rao and Scott's test, p ${p}).`,
  earlier: (p, before, now, sure) =>
    `The answers as a whole ${sure ? "have changed" : "have not changed significantly"} between ${before} and ${now} (Rao and Scott's test, p ${p}).`,
};
