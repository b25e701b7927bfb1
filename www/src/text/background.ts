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
  adjust: {
    title: "Anpassa vikterna",
    help: "Vikterna kan ändras så att grupperna blir så stora som de är bland dem som svaren ska stå för, eller så att enskilda svar inte väger för mycket. Osäkerheten räknas om. Har filen flera mätningar anger ni antalen för alla mätningar tillsammans.",
    kind: "Så ändras vikterna",
    kinds: {
      none: "Inte alls",
      poststratify: "Efterstratifiering, en kolumn",
      rake: "Raking, flera kolumner",
      linear: "Linjär kalibrering",
      raking: "Multiplikativ kalibrering",
      logit: "Logitkalibrering",
      trim: "Beskärning",
      kept: "Som den sparade planen säger",
    },
    kindHelp: {
      none: "",
      poststratify: "Alla vikter i en grupp ändras lika mycket, så att gruppen får sitt antal personer.",
      rake: "Kolumnerna tas i tur och ordning tills alla stämmer. Fyll i alla grupper i en kolumn, eller ingen.",
      linear:
        "Vikterna ändras så lite som möjligt, och kolumnerna stämmer på en gång. Utan gränser kan en vikt bli negativ. Fyll i alla grupper i en kolumn, eller ingen.",
      raking:
        "Varje vikt ändras med en faktor som alltid är större än 0, och kolumnerna stämmer på en gång. Fyll i alla grupper i en kolumn, eller ingen.",
      logit:
        "Varje vikt ändras med en faktor mellan två gränser, och kolumnerna stämmer på en gång. Fyll i alla grupper i en kolumn, eller ingen.",
      trim: "Vikter utanför gränserna skärs av, och det som skärs bort delas lika på de andra. Summan av vikterna är densamma.",
      kept: "Planen anpassar vikterna till totaler som inte kan visas här. Välj något annat för att ersätta dem.",
    },
    column: "Kolumn",
    peopleIn: (column: string) => `Antal personer efter ${column}`,
    people: (level: string) => level,
    bounds: { title: "Gränser för hur mycket en vikt får ändras", low: "Minsta faktor", high: "Största faktor" },
    limits: { title: "Gränser för vikterna", low: "Minsta vikt", high: "Största vikt" },
    strict: "Upprepa tills alla vikter ligger inom gränserna",
    wrong: {
      number: "Skriv ett tal större än 0.",
      bounds: "Den minsta faktorn ska vara mindre än 1 och den största större än 1.",
      limits: "Skriv ett tal större än 0, och den största vikten större än den minsta.",
    },
    says: {
      partly: (columns: string) => `Alla grupper i kolumnen behöver ett antal: ${columns} hittills.`,
      none: () => "Fyll i antalen innan du räknar, eller välj ”Inte alls”.",
      sums: (columns: string) =>
        `Kolumnerna ska ha lika många personer tillsammans, men summorna skiljer sig: ${columns}.`,
      needsBounds: () => "Fyll i båda gränserna, till exempel 0,5 och 2.",
      needsLimits: () => "Fyll i minst en gräns innan du räknar, eller välj ”Inte alls”.",
    },
    done: {
      poststratify: (columns: string) => `efterstratifierade till kända antal personer efter ${columns}`,
      rake: (columns: string) => `anpassade till kända antal personer efter ${columns} (raking)`,
      calibrate: "kalibrerade till kända totaler",
      trim: "beskurna vid gränser",
    },
    doneTo: (how: string) => `; vikterna är ${how}`,
  },
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
  oddsInterval: "Oddskvotens intervall",
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
  adjust: {
    title: "Adjust the weights",
    help: "The weights can be changed so that the groups are as large as they are among those that the answers stand for, or so that single answers do not weigh too much. The uncertainty is computed anew. With several measurements in the file, give the numbers for all of them together.",
    kind: "How the weights change",
    kinds: {
      none: "Not at all",
      poststratify: "Post-stratification, one column",
      rake: "Raking, several columns",
      linear: "Linear calibration",
      raking: "Multiplicative calibration",
      logit: "Logit calibration",
      trim: "Trimming",
      kept: "As the saved plan says",
    },
    kindHelp: {
      none: "",
      poststratify: "All weights of a group change alike, so that the group has its number of people.",
      rake: "The columns are taken in turn until all agree. Fill in all groups of a column, or none.",
      linear:
        "The weights change as little as possible, and the columns agree at once. Without limits a weight can become negative. Fill in all groups of a column, or none.",
      raking:
        "Each weight changes by a factor that is always above 0, and the columns agree at once. Fill in all groups of a column, or none.",
      logit:
        "Each weight changes by a factor between two limits, and the columns agree at once. Fill in all groups of a column, or none.",
      trim: "Weights outside the limits are cut, and what is cut is shared alike among the others. The sum of the weights stays the same.",
      kept: "The plan adjusts the weights to totals that cannot be shown here. Choose something else to replace them.",
    },
    column: "Column",
    peopleIn: (column) => `Number of people by ${column}`,
    people: (level) => level,
    bounds: { title: "Limits to how much a weight may change", low: "Smallest factor", high: "Largest factor" },
    limits: { title: "Limits of the weights", low: "Smallest weight", high: "Largest weight" },
    strict: "Repeat until all weights lie within the limits",
    wrong: {
      number: "Give a number above 0.",
      bounds: "The smallest factor has to be below 1 and the largest above 1.",
      limits: "Give a number above 0, and a largest weight above the smallest.",
    },
    says: {
      partly: (columns) => `Every group of the column needs a number: ${columns} so far.`,
      none: () => "Fill in the numbers before you compute, or choose “Not at all”.",
      sums: (columns) => `The columns have to hold equally many people together, but the sums differ: ${columns}.`,
      needsBounds: () => "Fill in both limits, such as 0.5 and 2.",
      needsLimits: () => "Fill in at least one limit before you compute, or choose “Not at all”.",
    },
    done: {
      poststratify: (columns) => `post-stratified to known numbers of people by ${columns}`,
      rake: (columns) => `adjusted to known numbers of people by ${columns} (raking)`,
      calibrate: "calibrated to known totals",
      trim: "trimmed at limits",
    },
    doneTo: (how) => `; the weights are ${how}`,
  },
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
  oddsInterval: "Interval of the odds ratio",
  everyone: "all in the file",
  cause: "The difference may have other causes than those held equal.",
  rest: (p, period, sure) =>
    `The answers as a whole ${sure ? "differ" : "do not differ significantly"} from the others in the file in ${period} (Rao and Scott's test, p ${p}).`,
  earlier: (p, before, now, sure) =>
    `The answers as a whole ${sure ? "have changed" : "have not changed significantly"} between ${before} and ${now} (Rao and Scott's test, p ${p}).`,
};
