/** Words for a dimension of several questions, in both languages. */

export const svScore = {
  named: (n: number) => `Dimension ${n}`,
  add: "Lägg till en dimension av flera frågor",
  addHelp: "Varje svarande får ett värde från 0 till 100 på frågorna tillsammans, och måttet är medelvärdet av dem.",
  questions: "Frågor i dimensionen",
  points: "Så mycket är svaren värda",
  pointsHelp: "0 är sämst och 100 bäst. Lämna tomt för svar som inte räknas med, till exempel vet ej.",
  pointsOf: (answer: string) => `Svaret ${answer}`,
  weights: "Frågornas vikter",
  weightsHelp:
    "Skriv de publicerade vikterna om de finns, för alla frågor i dimensionen. Bara förhållandet mellan dem spelar roll. Lämna alla tomma om frågorna ska väga lika.",
  weightOf: (question: string) => `Vikt för ${question}`,
  renormalise: "Vikten för en obesvarad fråga",
  renormalises: {
    proportional: "Delas i proportion",
    equal: "De andra väger lika",
  },
  notCompared:
    "Utan frågornas publicerade vikter jämförs dimensionen inte med ett publicerat dimensionsvärde, som är räknat med sådana vikter. Den kan jämföras inom filen.",
  partly:
    "Alla frågor behöver en vikt, och någon måste vara större än 0. Till dess väger frågorna lika, och dimensionen jämförs inte med ett publicerat dimensionsvärde.",
  wrong: {
    few: "Välj minst två frågor. Till dess går det inte att räkna.",
    weight: "Skriv ett tal som är 0 eller större.",
    points: "Skriv ett tal mellan 0 och 100, eller lämna tomt.",
    alike: "Minst två svar behöver vara värda olika mycket.",
  },
};

export const enScore: typeof svScore = {
  named: (n) => `Dimension ${n}`,
  add: "Add a dimension of several questions",
  addHelp: "Each respondent has a value from 0 to 100 on the questions together, and the measure is the mean of them.",
  questions: "Questions of the dimension",
  points: "What the answers are worth",
  pointsHelp: "0 is worst and 100 best. Leave empty for answers that do not count, such as don't know.",
  pointsOf: (answer) => `The answer ${answer}`,
  weights: "Weights of the questions",
  weightsHelp:
    "Give the published weights if there are any, for every question of the dimension. Only the proportions between them matter. Leave all empty if the questions shall weigh the same.",
  weightOf: (question) => `Weight of ${question}`,
  renormalise: "The weight of an unanswered question",
  renormalises: {
    proportional: "Shared in proportion",
    equal: "The others weigh alike",
  },
  notCompared:
    "Without the published weights of its questions the dimension is not compared with a published dimension value, which is made with such weights. It can be compared within the file.",
  partly:
    "Every question needs a weight, and one has to be above 0. Until then the questions weigh the same, and the dimension is not compared with a published dimension value.",
  wrong: {
    few: "Choose at least two questions. Until then nothing can be computed.",
    weight: "Give a number that is 0 or more.",
    points: "Give a number between 0 and 100, or leave it empty.",
    alike: "At least two answers need to be worth different amounts.",
  },
};
