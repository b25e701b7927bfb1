/** Words for funnels, control charts and values drawn towards the mean, in both languages. */
import type { ControlChart, Funnel, FunnelPlace, Signal } from "../contract";

const one = (n: string, single: string, several: string): string => (n === "1" ? single : several);

export interface FunnelWords {
  place: string;
  value: string;
  where: FunnelPlace;
  target: string;
  points: string;
  outside: string;
  far: string;
  /** Whether the limits are widened beyond chance. */
  widened: boolean;
  among: Funnel["among"];
}

export interface SlopeWords {
  place: string;
  period: string;
  first: string;
  last: string;
  slope: string;
  interval: string | null;
  confidence: string;
  /** Significant, not, or not tested. */
  sure: boolean | null;
  relative: string;
}

export const svSets = {
  title: "Alla på en gång",
  funnel: (label: string, period: string) => `${label}: läge i trattdiagram ${period}`,
  funnelUnits: (label: string, period: string) => `${label}: enheterna i trattdiagram ${period}`,
  control: (label: string, place: string) => `${label}: styrdiagram, ${place}`,
  target: {
    nation: (value: string) => `riket, ${value}`,
    region: (value: string) => `hela regionen, ${value}`,
    mean: (value: string) => `medelvärdet, vägt efter underlag, ${value}`,
  } as Record<Funnel["target_from"], (value: string) => string>,
  places: {
    far_below: "Under 99,8 %-gränsen",
    below: "Under 95 %-gränsen",
    within: "Inom gränserna",
    above: "Över 95 %-gränsen",
    far_above: "Över 99,8 %-gränsen",
  } as Record<FunnelPlace, string>,
  funnelOwn: (p: FunnelWords) =>
    `${p.place}: ${p.value}. ${
      {
        within: p.widened
          ? "Värdet ligger inom gränserna: avståndet är inte större än punkterna brukar ha till"
          : "Värdet ligger inom gränserna: avståndet är inte större än slumpen kan ge till",
        above: "Värdet ligger över 95 %-gränsen men inom 99,8 %-gränsen kring",
        below: "Värdet ligger under 95 %-gränsen men inom 99,8 %-gränsen kring",
        far_above: "Värdet ligger över 99,8 %-gränsen kring",
        far_below: "Värdet ligger under 99,8 %-gränsen kring",
      }[p.where]
    } ${p.target}.`,
  funnelAll: (p: Pick<FunnelWords, "points" | "outside" | "far" | "among">) =>
    `Av ${p.points} ${p.among === "regions" ? "regioner" : "enheter"} ligger ${p.outside === "0" ? "ingen" : p.outside} utanför 95 %-gränserna${p.outside === "0" ? "" : `, varav ${p.far === "0" ? "ingen" : p.far} utanför 99,8 %-gränserna`}. Av slump väntas omkring 1 av 20 utanför 95 %-gränserna.`,
  funnelMade: (period: string, target: string, drawn: string | null) =>
    `Diagrammet gäller ${period}, med mittlinjen vid ${target}; ${drawn === null ? "inga ytterligheter är indragna" : `de yttersta ${drawn} i varje ände är indragna`} när variationen mellan punkterna skattas.`,
  noFunnel: (period: string) => `Inget trattdiagram för ${period}: för få regioner har ett värde som kan visas då.`,
  good: { good: "Det är åt det håll som är bra för måttet.", bad: "Det är åt det håll som är dåligt för måttet." },
  sizes: {
    n_effective: "Effektivt antal svar",
    n: "Antal",
    at_risk: "Folkmängd",
    at_risk_effective: "Effektiv folkmängd",
    expected: "Väntat antal",
  } as Record<Funnel["size"], string>,
  sizeNote: {
    n_effective:
      "Storleken är det effektiva antalet svar: så många som ett enkelt slumpmässigt urval skulle behöva för samma säkerhet.",
    n: "Storleken är antalet svar eller fall bakom andelen.",
    at_risk: "Storleken är antalet personer som händelserna räknas på.",
    at_risk_effective:
      "Storleken är den folkmängd som talet skulle behöva utan standardisering för att vara lika säkert.",
    expected: "Storleken är det antal händelser som väntas med rikets tal.",
  } as Record<Funnel["size"], string>,
  limits95: "95 %-gränser",
  limits998: "99,8 %-gränser",
  widened: {
    additive: (phi: string) =>
      `Punkternas spridning är ${phi} gånger den som slumpen ensam väntas ge (φ). Gränserna är därför vidgade med variationen mellan dem (additivt, τ²).`,
    multiplicative: (phi: string) =>
      `Punkternas spridning är ${phi} gånger den som slumpen ensam väntas ge (φ). Gränserna är därför vidgade med en faktor (multiplikativt, √φ).`,
    none: (phi: string) =>
      `Gränserna är inte vidgade: punkterna skiljer sig inte mer åt än slumpen väntas ge (φ = ${phi}).`,
    notAsked: (phi: string) =>
      `Gränserna visar slumpen ensam, som planen säger (φ = ${phi}). Med många svar hamnar då nästan alla utanför.`,
  },
  centreMean: "Mittlinjen är medelvärdet för punkterna, inte riket: det finns inget värde för riket att hålla dem mot.",
  centreAsked: "Mittlinjen är medelvärdet för punkterna, som planen säger.",
  leftOut: (n: string) => `${n} ${one(n, "punkt", "punkter")} med för få svar visas inte och ingår inte i beräkningen.`,
  gaps: (n: string) =>
    `${n} ${one(n, "lucka", "luckor")} i serien; punkterna räknas ändå som om de följde på varandra.`,
  unit: "Enhet",
  where: "Läge",
  charts: {
    xmr: "XmR-diagram: gränserna kommer av hur mycket värdena brukar ändras från gång till gång (2,66 gånger medelförändringen).",
    p: "p-diagram för andelar: gränserna är tre standardfel kring mittlinjen och beror på antalet bakom varje punkt.",
    u: "u-diagram för tal: gränserna är tre standardfel kring mittlinjen och beror på folkmängden bakom varje punkt.",
    p_laney: "p-diagram med Laneys gränser, som också tar med variationen mellan punkterna utöver slumpen.",
    u_laney: "u-diagram med Laneys gränser, som också tar med variationen mellan punkterna utöver slumpen.",
  } as Record<ControlChart["chart"], string>,
  effective: "Antalen är effektiva antal svar.",
  signals: {
    none: "Vanlig variation",
    above_limit: "Över övre gränsen",
    below_limit: "Under nedre gränsen",
    rising: "Sju punkter i stigande följd",
    falling: "Sju punkter i fallande följd",
    near_upper: "Två av tre nära övre gränsen",
    near_lower: "Två av tre nära nedre gränsen",
    run_above: "Sju punkter i rad över mittlinjen",
    run_below: "Sju punkter i rad under mittlinjen",
  } as Record<Signal, string>,
  controlNone: (place: string, points: string, from: string, to: string) =>
    `${place}, ${points} punkter (${from}–${to}): inga tecken på annat än vanlig variation.`,
  controlSome: (place: string, points: string, from: string, to: string, signals: string) =>
    `${place}, ${points} punkter (${from}–${to}): ${signals} ${one(signals, "punkt avviker", "punkter avviker")} från vanlig variation.`,
  controlLast: (period: string, what: string) => `Den senaste som avviker är ${period}: ${what}.`,
  centre: "Mittlinje",
  limits: "Gränser",
  signal: "Tecken",
  events: "Antal händelser",
  highSignal: "Avviker uppåt",
  lowSignal: "Avviker nedåt",
  shrunkenTitle: "Sammanvägt med de andra regionerna",
  shrunken: (place: string, own: string, value: string, interval: string, mean: string) =>
    `${place}: eget värde ${own}, sammanvägt ${value} (${interval}). Det sammanvägda värdet är det egna draget mot regionernas medelvärde ${mean} (säkrare värden väger mer), mer ju mindre underlag regionen har. Det visas bredvid det egna värdet och ersätter det inte.`,
  shrunkenTable: (label: string, period: string) => `${label}: egna och sammanvägda värden ${period}`,
  own: "Eget värde",
  drawn: "Sammanvägt värde",
  slopeTitle: (group: string) => `Skillnad över hela skalan: ${group}`,
  slope: (p: SlopeWords) =>
    `${p.place} (${p.period}): från ${p.first} till ${p.last} är skillnaden ${p.slope}${p.interval ? ` (${p.confidence} konfidensintervall ${p.interval})` : ""}${p.sure === null ? "; den är inte prövad mot slumpen" : p.sure ? ", statistiskt säkerställd" : ", inte statistiskt säkerställd"}. Kvoten mellan skalans topp och botten är ${p.relative}.`,
  slopeHelp:
    "Skillnaden är lutningen på en linje genom alla grupper i ordning, vägda efter hur många de är (SII); kvoten läses av vid linjens två ändar (RII). Så räknas varje grupp, inte bara de yttersta.",
  slopeTable: (label: string, group: string) => `${label}: grupperna i ordning efter ${group}`,
  people: "Vikt (personer)",
  concentration: (index: string) => `Koncentrationsindex ${index}.`,
  rates: {
    type: "Så räknas talet",
    types: {
      rate: "Antal per befolkning",
      directly_standardised_rate: "Åldersstandardiserat",
      indirectly_standardised_ratio: "Kvot mot väntat med rikets tal",
    } as Record<"rate" | "directly_standardised_rate" | "indirectly_standardised_ratio", string>,
    per: "Per antal invånare",
    standard: "Standardbefolkning",
    standards: {
      esp2013: "Europas standardbefolkning 2013",
      riket: "Rikets befolkning 2025",
      nation: "Raderna för riket i filen",
    } as Record<"esp2013" | "riket" | "nation", string>,
    columns: (events: string, people: string, age: string | null) =>
      `Händelser: ${events}. Personer: ${people}.${age ? ` Ålder: ${age}.` : ""}`,
    needsAge: "Filen har ingen kolumn med åldersgrupper; då går talet inte att standardisera.",
  },
  plan: {
    funnels: "Trattdiagram",
    period: "Period",
    newest: "Den senaste (förvalt)",
    target: "Mittlinje",
    targets: {
      nation: "Riket (förvalt)",
      mean: "Punkternas medelvärde",
    } as Record<"nation" | "mean", string>,
    targetHelp: "Bland enheter i regionen är mittlinjen regionens eget värde i stället för riket.",
    winsorise: "Indragning av ytterligheter",
    winsorised: (share: string, usual: boolean) => `${share} i varje ände${usual ? " (förvalt)" : ""}`,
    notWinsorised: "Ingen",
    dispersion: "Gränser",
    dispersions: {
      additive: "Vidgade additivt (förvalt)",
      multiplicative: "Vidgade med en faktor",
      none: "Slumpen ensam",
    } as Record<Funnel["dispersion"], string>,
    slope: "Skillnad över ordnade grupper",
    noSlope: "Ingen",
    slopeOrder: (order: string) => `Ordning: ${order}`,
    turn: "Vänd ordningen",
    units: "Enheter",
    noUnits: "Inga (bara regioner)",
    chart: "Styrdiagram",
    chartChoices: { auto: "Efter måttet (förvalt)", laney: "Laneys gränser", xmr: "XmR för allt" } as Record<
      "auto" | "laney" | "xmr",
      string
    >,
  },
};

export const enSets: typeof svSets = {
  title: "All at once",
  funnel: (label, period) => `${label}: place in the funnel plot ${period}`,
  funnelUnits: (label, period) => `${label}: the units in a funnel plot ${period}`,
  control: (label, place) => `${label}: control chart, ${place}`,
  target: {
    nation: (value) => `Sweden, ${value}`,
    region: (value) => `the whole region, ${value}`,
    mean: (value) => `the mean, weighted by size, ${value}`,
  },
  places: {
    far_below: "Below the 99.8% limit",
    below: "Below the 95% limit",
    within: "Within the limits",
    above: "Above the 95% limit",
    far_above: "Above the 99.8% limit",
  },
  funnelOwn: (p) =>
    `${p.place}: ${p.value}. ${
      {
        within: p.widened
          ? "The value lies within the limits: it is no farther than the points usually are from"
          : "The value lies within the limits: it is no farther than chance can take it from",
        above: "The value lies above the 95% limit but within the 99.8% limit around",
        below: "The value lies below the 95% limit but within the 99.8% limit around",
        far_above: "The value lies above the 99.8% limit around",
        far_below: "The value lies below the 99.8% limit around",
      }[p.where]
    } ${p.target}.`,
  funnelAll: (p) =>
    `Of ${p.points} ${p.among === "regions" ? "regions" : "units"}, ${p.outside === "0" ? "none" : p.outside} lie outside the 95% limits${p.outside === "0" ? "" : `, ${p.far === "0" ? "none" : p.far} of them outside the 99.8% limits`}. By chance about 1 in 20 is expected outside the 95% limits.`,
  funnelMade: (period, target, drawn) =>
    `The chart is about ${period}, with the centre line at ${target}; ${drawn === null ? "no extremes are drawn in" : `the outermost ${drawn} at each end are drawn in`} when the variation between the points is estimated.`,
  noFunnel: (period) => `No funnel plot for ${period}: too few regions have a value that can be shown then.`,
  good: {
    good: "That is the direction that is good for the measure.",
    bad: "That is the direction that is bad for the measure.",
  },
  sizes: {
    n_effective: "Effective number of answers",
    n: "Number",
    at_risk: "Population",
    at_risk_effective: "Effective population",
    expected: "Expected number",
  },
  sizeNote: {
    n_effective:
      "The size is the effective number of answers: as many as a simple random sample would need for the same precision.",
    n: "The size is the number of answers or cases behind the share.",
    at_risk: "The size is the number of people that the events are counted among.",
    at_risk_effective: "The size is the population that the rate would need without standardising to be as certain.",
    expected: "The size is the number of events expected at Sweden's rates.",
  },
  limits95: "95% limits",
  limits998: "99.8% limits",
  widened: {
    additive: (phi) =>
      `The points are spread ${phi} times as much as chance alone is expected to spread them (φ). The limits are therefore widened by the variation between them (additive, τ²).`,
    multiplicative: (phi) =>
      `The points are spread ${phi} times as much as chance alone is expected to spread them (φ). The limits are therefore widened by a factor (multiplicative, √φ).`,
    none: (phi) => `The limits are not widened: the points differ no more than chance allows (φ = ${phi}).`,
    notAsked: (phi) =>
      `The limits show chance alone, as the plan says (φ = ${phi}). With many answers nearly all then lie outside.`,
  },
  centreMean:
    "The centre line is the mean of the points, not Sweden: there is no value for Sweden to hold them against.",
  centreAsked: "The centre line is the mean of the points, as the plan says.",
  leftOut: (n) =>
    `${n} ${one(n, "point", "points")} with too few answers are not shown and take no part in the computation.`,
  gaps: (n) => `${n} ${one(n, "gap", "gaps")} in the series; the points are still read as if they followed each other.`,
  unit: "Unit",
  where: "Place",
  charts: {
    xmr: "XmR chart: the limits come from how much the values usually change from one time to the next (2.66 times the mean change).",
    p: "p chart for shares: the limits are three standard errors around the centre line and depend on the number behind each point.",
    u: "u chart for rates: the limits are three standard errors around the centre line and depend on the population behind each point.",
    p_laney: "p chart with Laney's limits, which also include the variation between points beyond chance.",
    u_laney: "u chart with Laney's limits, which also include the variation between points beyond chance.",
  },
  effective: "The numbers are effective numbers of answers.",
  signals: {
    none: "Common variation",
    above_limit: "Above the upper limit",
    below_limit: "Below the lower limit",
    rising: "Seven points rising",
    falling: "Seven points falling",
    near_upper: "Two of three near the upper limit",
    near_lower: "Two of three near the lower limit",
    run_above: "Seven points in a row above the centre line",
    run_below: "Seven points in a row below the centre line",
  },
  controlNone: (place, points, from, to) =>
    `${place}, ${points} points (${from}–${to}): no signs of anything but common variation.`,
  controlSome: (place, points, from, to, signals) =>
    `${place}, ${points} points (${from}–${to}): ${signals} ${one(signals, "point stands", "points stand")} out from common variation.`,
  controlLast: (period, what) => `The latest that stands out is ${period}: ${what}.`,
  centre: "Centre line",
  limits: "Limits",
  signal: "Sign",
  events: "Number of events",
  highSignal: "Stands out upwards",
  lowSignal: "Stands out downwards",
  shrunkenTitle: "Weighed together with the other regions",
  shrunken: (place, own, value, interval, mean) =>
    `${place}: own value ${own}, weighed together ${value} (${interval}). The value weighed together is the region's own, drawn towards the regions' mean ${mean} (surer values weigh more), the more the smaller the basis it has. It is shown beside the own value and does not replace it.`,
  shrunkenTable: (label, period) => `${label}: own values and values weighed together ${period}`,
  own: "Own value",
  drawn: "Weighed together",
  slopeTitle: (group) => `Difference over the whole scale: ${group}`,
  slope: (p) =>
    `${p.place} (${p.period}): from ${p.first} to ${p.last} the difference is ${p.slope}${p.interval ? ` (${p.confidence} confidence interval ${p.interval})` : ""}${p.sure === null ? "; it is not tested against chance" : p.sure ? ", statistically significant" : ", not statistically significant"}. The ratio between the top and the bottom of the scale is ${p.relative}.`,
  slopeHelp:
    "The difference is the slope of a line through all groups in order, weighted by how many they are (SII); the ratio is read at the line's two ends (RII). In this way every group counts, not only the outermost.",
  slopeTable: (label, group) => `${label}: the groups in order by ${group}`,
  people: "Weight (people)",
  concentration: (index) => `Concentration index ${index}.`,
  rates: {
    type: "How the figure is computed",
    types: {
      rate: "Number per population",
      directly_standardised_rate: "Age-standardised",
      indirectly_standardised_ratio: "Ratio to what Sweden's rates give",
    },
    per: "Per number of inhabitants",
    standard: "Standard population",
    standards: {
      esp2013: "European standard population 2013",
      riket: "Sweden's population 2025",
      nation: "The rows for Sweden in the file",
    },
    columns: (events, people, age) => `Events: ${events}. People: ${people}.${age ? ` Age: ${age}.` : ""}`,
    needsAge: "The file has no column of age groups; the figure cannot be standardised.",
  },
  plan: {
    funnels: "Funnel plots",
    period: "Period",
    newest: "The latest (default)",
    target: "Centre line",
    targets: { nation: "Sweden (default)", mean: "The mean of the points" },
    targetHelp: "Among units of the region the centre line is the region's own value instead of Sweden.",
    winsorise: "Drawing in of extremes",
    winsorised: (share, usual) => `${share} at each end${usual ? " (default)" : ""}`,
    notWinsorised: "None",
    dispersion: "Limits",
    dispersions: {
      additive: "Widened, additive (default)",
      multiplicative: "Widened by a factor",
      none: "Chance alone",
    },
    slope: "Difference over ordered groups",
    noSlope: "None",
    slopeOrder: (order) => `Order: ${order}`,
    turn: "Turn the order round",
    units: "Units",
    noUnits: "None (regions only)",
    chart: "Control charts",
    chartChoices: { auto: "By the measure (default)", laney: "Laney's limits", xmr: "XmR for everything" },
  },
};
