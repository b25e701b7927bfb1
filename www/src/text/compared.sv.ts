/** Swedish of comparisons: gaps, changes and measures, what is said beside a difference, and the choices behind them. */
import type { ComparisonKind } from "../contract";
import type { CompositeParts } from "../lib/changes";
import type { SentenceParts } from "./sv";

export const comparedSv = {
  /** Sides that are gaps, changes or measures. */
  composite: {
    gap_change: {
      what: "Förändringen",
      sides: (p: CompositeParts) =>
        `Skillnaden mellan ${p.level} och ${p.otherLevel} i ${p.region} är ${p.first} (${p.to}), mot ${p.second} (${p.from}).`,
      refused: (p: CompositeParts) =>
        `Skillnaden mellan ${p.level} och ${p.otherLevel} i ${p.region} (${p.to}) går inte att jämföra med ${p.from}.`,
    },
    gap_and_rest: {
      what: "Skillnaden i förändring",
      sides: (p: CompositeParts) =>
        `Skillnaden mellan ${p.level} och ${p.otherLevel} ändrades med ${p.first} i ${p.region} från ${p.from} till ${p.to}, mot ${p.second} i ${p.against}.`,
      refused: (p: CompositeParts) => `Förändringen från ${p.from} till ${p.to} i ${p.region} går inte att bedöma.`,
    },
    group_and_others: {
      what: "Skillnaden i förändring",
      sides: (p: CompositeParts) =>
        `Gruppen ${p.level} i ${p.region} ändrades med ${p.first} från ${p.from} till ${p.to}, mot ${p.second} för alla övriga där.`,
      refused: (p: CompositeParts) => `Förändringen från ${p.from} till ${p.to} i ${p.region} går inte att bedöma.`,
    },
    change_and_rest: {
      what: "Skillnaden i förändring",
      sides: (p: CompositeParts) =>
        `${p.region} ändrades med ${p.first} från ${p.from} till ${p.to}, mot ${p.second} i ${p.against}.`,
      refused: (p: CompositeParts) => `Förändringen från ${p.from} till ${p.to} i ${p.region} går inte att bedöma.`,
    },
    between_measures: {
      what: "Skillnaden",
      sides: (p: CompositeParts) =>
        `${p.region} har ${p.first} för ${p.measure} (${p.to}), mot ${p.second} för ${p.otherMeasure} bland samma svarande.`,
      refused: (p: CompositeParts) => `${p.measure} och ${p.otherMeasure} går inte att jämföra.`,
    },
    endings: {
      tested: (what: string, p: SentenceParts) =>
        `${what} är ${p.difference} (${p.confidence} konfidensintervall ${p.interval}) och är statistiskt säkerställd.`,
      no_difference: (what: string, p: SentenceParts) =>
        `${what} är ${p.difference} (${p.interval}).${p.relevance ? ` En skillnad på ${p.relevance} eller mer är osannolik.` : ""}`,
      inconclusive: (what: string, p: SentenceParts) =>
        `${what} är ${p.difference}, men osäkerheten är stor (${p.interval}). Resultatet visar inte att det är lika.`,
      adjusted: (what: string, p: SentenceParts) =>
        `${what} är ${p.difference} (${p.confidence} konfidensintervall ${p.interval}, utan justering) och är inte statistiskt säkerställd efter justering för många jämförelser. Resultatet visar inte att det är lika.`,
      not_tested: (what: string, p: SentenceParts) => `${what} är ${p.difference}.`,
    },
    gap: {
      wider: "Skillnaden mellan grupperna har ökat.",
      narrower: "Skillnaden mellan grupperna har minskat. Det kan bero på vilken som helst av grupperna.",
      turned: "Skillnaden mellan grupperna har bytt riktning.",
    },
    gapWords: { wider: "Större skillnad", narrower: "Mindre skillnad", turned: "Bytt riktning" },
    tables: {
      gaps: "Skillnaden mellan grupper nu och tidigare",
      others: "Förändringen mot andras förändring",
      now: "Nu",
      then: "Tidigare",
      own: "Egen förändring",
      theirs: "Andras förändring",
      from: (to: string, from: string) => `${to} mot ${from}`,
      toRest: (level: string, other: string) => `${level} mot ${other}: regionen mot övriga`,
      toOthers: (level: string) => `${level} mot alla övriga i regionen`,
      otherMeasure: "Det andra måttet",
      sentences: "Meningarna",
    },
  },
  /** What is said beside a difference: how small a one would have been seen, how many people, what is left out. */
  beside: {
    detectable: (smallest: string) =>
      `Med de här svaren hade en skillnad på minst ${smallest} synts i fyra fall av fem.`,
    noNumber: "Inte ens många fler egna svar skulle avgöra saken: värdet som det jämförs med är för osäkert.",
    people: (value: string, interval: string, of: string) =>
      `Det motsvarar omkring ${value} personer (${interval}) av de ${of} som svaren står för.`,
    unadjusted: "Inte justerat för ålder och hälsa.",
    response: (rate: string, answered: string, invited: string) =>
      `Svarsfrekvensen är ${rate} (${answered} av ${invited}).`,
    rank: (low: string, high: string, of: string) =>
      low === high ? `plats ${low} av ${of}` : `plats ${low}–${high} av ${of}`,
    rankLong: (places: string, rank: string, confidence: string, first: string) =>
      `Bland regionerna: ${places} (${confidence} konfidens). Värdet självt ligger på plats ${rank}; plats 1 är ${first}.`,
    rankFirst: { best: "bäst", highest: "högst" },
    peers: (names: string) => `Liknande regioner, hälso- och sjukvård, enligt Kolada (RKA) 2024: ${names}.`,
    tested: (what: string, df: string | null, p: string, adjusted: string | null) =>
      `Metod: ${what}${df === null ? "" : `, ${df} frihetsgrader`}; p ${p}${adjusted === null ? "" : `, justerat p ${adjusted}`}.`,
    valueInterval: (interval: string, what: string, df: string | null, confidence: string) =>
      `Värdets konfidensintervall (${confidence}) är ${interval}: ${what}${df === null ? "" : ` med ${df} frihetsgrader`}.`,
    methods: {
      part_of_whole: "regionen som del av riket, med hänsyn till att värdena hänger ihop (linjärisering), Students t",
      contrast: "värden ur samma urval, med hänsyn till att de hänger ihop (linjärisering), Students t",
      part_of_whole_counts: "regionen som del av riket, två andelar, Newcombes intervall",
      part_of_whole_published: "regionen som del av riket, publicerade medelfel, normalfördelning",
      difference_newcombe: "två oberoende andelar, Newcombes intervall",
      difference_independent: "två oberoende värden med medelfel",
      unweighted_mean: "mot ovägt medel av oberoende värden",
      proportion_logit: "logitintervall",
      proportion_wilson: "Wilsons intervall",
      proportion_beta: "Korn–Graubards intervall",
      proportion_arcsine: "arcsinusintervall",
      proportion_likelihood: "likelihoodintervall",
      mean_student: "symmetriskt intervall med Students t",
      survey_total: "symmetriskt intervall för en summa, Students t",
      survey_ratio: "symmetriskt intervall för en kvot, Students t",
      survey_quantile: "Woodruffs intervall",
      as_published: "som källan anger det",
      rate: "rat med Byars intervall",
      rate_part_of_whole: "regionen som del av riket, rater med Poissonvarians",
      count_byar: "Byars intervall",
      directly_standardised_rate: "direkt standardiserad rat, Dobsons intervall",
      indirectly_standardised_ratio: "observerade mot förväntade, Byars intervall",
    } as Record<string, string>,
  },
  many: {
    title: "Många jämförelser",
    none: (tested: string, shown: string, chance: string, level: string) =>
      `${tested} skillnader för regionen är prövade och ${shown} är säkerställda. Om inga skillnader fanns skulle ändå omkring ${chance} se säkerställda ut av ren slump (${tested} × ${level}).`,
    holm: (tested: string, shown: string, chance: string, level: string) =>
      `${tested} skillnader för regionen är prövade och ${shown} är säkerställda efter Holms justering: i varje jämförelse av regionerna är risken att någon pekas ut felaktigt högst ${level}. Utan justering hade slumpen ensam gett omkring ${chance}.`,
    benjamini_hochberg: (tested: string, shown: string, chance: string, level: string) =>
      `${tested} skillnader för regionen är prövade och ${shown} är säkerställda efter Benjamini–Hochbergs justering: i varje jämförelse av regionerna väntas högst ${level} av dem som pekas ut vara falska. Utan justering hade slumpen ensam gett omkring ${chance}.`,
  },
  choices: {
    compare: "Jämför",
    compareHelp: "Jämförelser som filen inte räcker till lämnas ut.",
    kinds: {
      nation: "med riket",
      rest: "med övriga regioner i filen",
      peers: "med liknande regioner",
      previous_measurement: "med föregående mätning",
      first_measurement: "med första mätningen",
      group_gap: "grupper med varandra",
      gap_change: "skillnaden mellan grupper nu och tidigare",
      difference_in_differences: "förändringen med andras förändring",
      between_measures: "mått med mått bland samma svarande (läser filen rad för rad)",
    } as Record<ComparisonKind, string>,
    coverage: "Det här står svaren för",
    census: "Filen är en totalräkning: alla ingår",
    population: "Vikterna summerar till antalet personer i befolkningen",
    populationHelp: "Då visas också hur många personer en skillnad motsvarar.",
    invited: (period: string) =>
      period ? `Antal som fick enkäten i regionen ${period}` : "Antal som fick enkäten i regionen",
    invitedHelp: "Tomt fält: okänt. Svarsfrekvensen visas när antalet är angivet.",
  },
};
