/** English of comparisons, beside the Swedish. */
import type { comparedSv } from "./compared.sv";

export const comparedEn: typeof comparedSv = {
  composite: {
    gap_change: {
      what: "The change",
      sides: (p) =>
        `The gap between ${p.level} and ${p.otherLevel} in ${p.region} is ${p.first} (${p.to}), against ${p.second} (${p.from}).`,
      refused: (p) =>
        `The gap between ${p.level} and ${p.otherLevel} in ${p.region} (${p.to}) cannot be compared with ${p.from}.`,
    },
    gap_and_rest: {
      what: "The difference in change",
      sides: (p) =>
        `The gap between ${p.level} and ${p.otherLevel} changed by ${p.first} in ${p.region} from ${p.from} to ${p.to}, against ${p.second} in ${p.against}.`,
      refused: (p) => `The change from ${p.from} to ${p.to} in ${p.region} cannot be judged.`,
    },
    group_and_others: {
      what: "The difference in change",
      sides: (p) =>
        `The group ${p.level} in ${p.region} changed by ${p.first} from ${p.from} to ${p.to}, against ${p.second} for everyone else there.`,
      refused: (p) => `The change from ${p.from} to ${p.to} in ${p.region} cannot be judged.`,
    },
    change_and_rest: {
      what: "The difference in change",
      sides: (p) => `${p.region} changed by ${p.first} from ${p.from} to ${p.to}, against ${p.second} in ${p.against}.`,
      refused: (p) => `The change from ${p.from} to ${p.to} in ${p.region} cannot be judged.`,
    },
    between_measures: {
      what: "The difference",
      sides: (p) =>
        `${p.region} has ${p.first} for ${p.measure} (${p.to}), against ${p.second} for ${p.otherMeasure} among the same respondents.`,
      refused: (p) => `${p.measure} and ${p.otherMeasure} cannot be compared.`,
    },
    endings: {
      tested: (what, p) =>
        `${what} is ${p.difference} (${p.confidence} confidence interval ${p.interval}) and is statistically significant.`,
      no_difference: (what, p) =>
        `${what} is ${p.difference} (${p.interval}).${p.relevance ? ` A difference of ${p.relevance} or more is unlikely.` : ""}`,
      inconclusive: (what, p) =>
        `${what} is ${p.difference}, but the uncertainty is large (${p.interval}). The result does not show that they are equal.`,
      adjusted: (what, p) =>
        `${what} is ${p.difference} (${p.confidence} confidence interval ${p.interval}, unadjusted) and is not statistically significant after adjustment for many comparisons. The result does not show that they are equal.`,
      not_tested: (what, p) => `${what} is ${p.difference}.`,
    },
    gap: {
      wider: "The gap between the groups has grown.",
      narrower: "The gap between the groups has shrunk. Either group may be behind it.",
      turned: "The gap between the groups now lies the other way.",
    },
    gapWords: { wider: "Larger gap", narrower: "Smaller gap", turned: "Turned around" },
    tables: {
      gaps: "The gap between groups now and earlier",
      others: "The change against the change of others",
      now: "Now",
      then: "Earlier",
      own: "Own change",
      theirs: "Others' change",
      from: (to, from) => `${to} against ${from}`,
      toRest: (level, other) => `${level} against ${other}: the region against the others`,
      toOthers: (level) => `${level} against everyone else in the region`,
      otherMeasure: "The other measure",
      sentences: "The sentences",
    },
  },
  beside: {
    detectable: (smallest) =>
      `With these answers a difference of at least ${smallest} would have been seen in four cases out of five.`,
    noNumber:
      "Not even many more answers of your own would decide it: the value that it is compared with is too uncertain.",
    people: (value, interval, of) =>
      `It corresponds to about ${value} people (${interval}) of the ${of} that the answers stand for.`,
    unadjusted: "Not adjusted for age and health.",
    response: (rate, answered, invited) => `The response rate is ${rate} (${answered} of ${invited}).`,
    rank: (low, high, of) => (low === high ? `place ${low} of ${of}` : `place ${low}–${high} of ${of}`),
    rankLong: (places, rank, confidence, first) =>
      `Among the regions: ${places} (${confidence} confidence). The value itself is in place ${rank}; place 1 is ${first}.`,
    rankFirst: { best: "best", highest: "highest" },
    peers: (names) => `Similar regions, health care, by Kolada (RKA) 2024: ${names}.`,
    tested: (what, df, p, adjusted) =>
      `Method: ${what}${df === null ? "" : `, ${df} degrees of freedom`}; p ${p}${adjusted === null ? "" : `, adjusted p ${adjusted}`}.`,
    valueInterval: (interval, what, df, confidence) =>
      `The confidence interval of the value (${confidence}) is ${interval}: ${what}${df === null ? "" : ` with ${df} degrees of freedom`}.`,
    methods: {
      part_of_whole:
        "the region as part of Sweden, taking account of how the values depend on each other (linearisation), Student's t",
      contrast: "values of one sample, taking account of how they depend on each other (linearisation), Student's t",
      part_of_whole_counts: "the region as part of Sweden, two shares, Newcombe's interval",
      part_of_whole_published: "the region as part of Sweden, published standard errors, normal distribution",
      difference_newcombe: "two independent shares, Newcombe's interval",
      difference_independent: "two independent values with standard errors",
      unweighted_mean: "against the unweighted mean of independent values",
      proportion_logit: "logit interval",
      proportion_wilson: "Wilson's interval",
      proportion_beta: "Korn and Graubard's interval",
      proportion_arcsine: "arcsine interval",
      proportion_likelihood: "likelihood interval",
      mean_student: "symmetrical interval with Student's t",
      survey_total: "symmetrical interval of a total, Student's t",
      survey_ratio: "symmetrical interval of a ratio, Student's t",
      survey_quantile: "Woodruff's interval",
      as_published: "as the source states it",
      rate: "rate with Byar's interval",
      rate_part_of_whole: "the region as part of Sweden, rates with Poisson variance",
      count_byar: "Byar's interval",
      directly_standardised_rate: "directly standardised rate, Dobson's interval",
      indirectly_standardised_ratio: "observed against expected, Byar's interval",
    },
  },
  many: {
    title: "Many comparisons",
    none: (tested, shown, chance, level) =>
      `${tested} differences of the region were tested and ${shown} are significant. If there were no differences, about ${chance} would still look significant by chance alone (${tested} × ${level}).`,
    holm: (tested, shown, chance, level) =>
      `${tested} differences of the region were tested and ${shown} are significant after Holm's adjustment: in each comparison of the regions, the risk that any of them is singled out wrongly is at most ${level}. Without adjustment chance alone would have given about ${chance}.`,
    benjamini_hochberg: (tested, shown, chance, level) =>
      `${tested} differences of the region were tested and ${shown} are significant after Benjamini and Hochberg's adjustment: in each comparison of the regions, at most ${level} of those singled out are expected to be false. Without adjustment chance alone would have given about ${chance}.`,
  },
  choices: {
    compare: "Compare",
    compareHelp: "Comparisons that the file does not suffice for are left out.",
    kinds: {
      nation: "with Sweden",
      rest: "with the other regions in the file",
      peers: "with similar regions",
      previous_measurement: "with the previous measurement",
      first_measurement: "with the first measurement",
      group_gap: "groups with each other",
      gap_change: "the gap between groups now and earlier",
      difference_in_differences: "the change with the change of others",
      between_measures: "measure with measure among the same respondents (reads the file row by row)",
    },
    coverage: "What the answers stand for",
    census: "The file is a full count: everyone is in it",
    population: "The weights add up to the number of people in the population",
    populationHelp: "Then the number of people that a difference stands for is shown as well.",
    invited: (period) => (period ? `Number asked in the region in ${period}` : "Number asked in the region"),
    invitedHelp: "Empty field: unknown. The response rate is shown when the number is given.",
  },
};
