/**
 * What crosses between the core (in a worker) and the page. The core's `src/view` writes these; nothing else may.
 * Numbers are unrounded; shares are in the unit of the measure (see `Unit`). Regions are two digits, "00" is riket.
 * `null` means that there is no such number, never zero.
 */

export interface Text {
  sv: string;
  en: string;
}

/** share: 0–1. percent: 0–100. index: 0–100. The others are what they say. */
export type Unit =
  | "share"
  | "percent"
  | "index"
  | "kronor_per_inhabitant"
  | "kronor"
  | "per_100"
  | "per_1000"
  | "per_100000"
  | "minutes"
  | "days"
  | "ratio"
  | "years"
  | "number"
  | "unknown";
export type Direction = "higher" | "lower" | "none";
export type GoalId =
  | "tillganglighet"
  | "delaktighet"
  | "kontinuitet"
  | "fortroende"
  | "digitalt"
  | "kostnad"
  | "kvalitet"
  | "kapacitet"
  | "behov";
export type PerspectiveId = "patient" | "system" | "profession";

export interface Source {
  id: string;
  title: Text;
  publisher: string;
  via: string | null;
  retrieved: string;
  licence: Text;
  url: string;
}

/** One built-in indicator with its figures. `values[region][i]` belongs to `periods[i]`. */
export interface Indicator {
  id: string;
  goal: GoalId;
  perspective: PerspectiveId;
  /** Indicators with the same concept measure the same thing by different definitions: one vote together. */
  concept: string;
  label: Text;
  /** What is counted, among whom, by which rule. */
  definition: Text;
  unit: Unit;
  direction: Direction;
  decimals: number;
  /** The smallest difference that matters, in the unit; ours and changeable. null: none set. */
  relevance: number | null;
  source: string;
  /** The measurement changed: before and after are not one series. */
  breaks: { period: string; note: Text }[];
  /** Rounds that only some regions took part in: the national figure is not riket. */
  voluntary: { period: string; regions: number }[];
  /** What the measure does not catch. */
  misses: Text;
  /** Said where a region has no figure. */
  empty: Text | null;
  periods: string[];
  values: Record<string, (number | null)[]>;
  n: Record<string, (number | null)[]> | null;
  low: Record<string, (number | null)[]> | null;
  high: Record<string, (number | null)[]> | null;
}

export interface Region {
  code: string;
  name: string;
  short: string;
  peers: string[];
}

/** What the page has before any file. */
export interface Start {
  version: string;
  reference: { version: string; retrieved: string };
  regions: Region[];
  goals: { id: GoalId; label: Text }[];
  perspectives: { id: PerspectiveId; label: Text }[];
  sources: Source[];
  indicators: Indicator[];
  /** Years marked as pandemic years. */
  pandemic: string[];
}

export type Severity = "error" | "warning" | "note";
export interface Finding {
  code: string;
  severity: Severity;
  file: number | null;
  row: number | null;
  column: string | null;
  params: Record<string, string>;
  count: number;
  /** Rows of the first places, at most 20. */
  rows: number[];
}

export type Role =
  | "region"
  | "period"
  | "id"
  | "weight"
  | "stratum"
  | "cluster"
  | "group"
  | "item"
  | "measure"
  | "meaning"
  | "value"
  | "count"
  | "numerator"
  | "denominator"
  | "low"
  | "high"
  | "margin"
  | "standard_error"
  | "unit"
  | "identifying"
  | "ignored";
export type Kind = "survey" | "indicators" | "accounts" | "visits" | "staffing" | "population" | "unknown";

/** What the file is, before any analysis. */
export interface Inspection {
  file: number;
  kind: Kind;
  encoding: string;
  bom: boolean;
  newline: string | null;
  delimiter: string | null;
  quote: string | null;
  decimal: string | null;
  thousands: string | null;
  title_lines: number[];
  header_line: number;
  header_lines: number;
  columns: {
    name: string;
    header: string;
    type: string;
    role: Role;
    unit: string | null;
    /** What the column is about, by the file's own words. */
    label?: string | null;
    /** Labels of values, where the file has them. */
    labels?: { value: number | string; label: string }[] | null;
    /** Values that the file keeps apart as missing. */
    user_missing?: (number | string | { low: number; high: number })[] | null;
    missing: number;
    samples: string[];
    levels: { label: string; count: number }[];
  }[];
  n_data_rows: number;
  national_rows: string[];
  summary_rows: string[];
  footer_lines: number;
  missing_tokens: string[];
  suppressed_tokens: string[];
  wide_over: "year" | "half_year" | "quarter" | "month" | "week" | "day" | "region" | null;
  sheets: string[] | null;
  sheet: string | null;
  tables: number;
  findings: Finding[];
}

/** What the user changes about a file's reading. */
export interface Correction {
  sheet?: string;
  kind?: Kind;
  roles?: Record<string, Role>;
}

/** How the levels of a group are put together: by a classification, and what each new level is made of. */
export interface Gather {
  by?: "skr_2023" | { need: Need };
  into?: Record<string, string[]>;
}

/** Areas by their need of care: `exposed` from a limit on, else `other`. */
export interface Need {
  /** A column of a file of areas or a measure of need; the levels themselves where absent. */
  of?: string;
  at_least: number;
}

export interface PlanMeasure {
  id: string;
  type:
    | "proportion"
    | "mean"
    | "score"
    | "published"
    | "rate"
    | "directly_standardised_rate"
    | "indirectly_standardised_ratio"
    | "amount_per"
    | "amount_share"
    | "care_need_index";
  column: string;
  /** Scores: the questions with their weights, what each answer is worth, what becomes of the weight of those left out. */
  items?: { column: string; weight?: number }[];
  points?: Record<string, number>;
  renormalise?: "proportional" | "equal";
  /** Rates: the column of people, of ages, of sexes; what the rate is per; the population it is standardised to. */
  denominator?: string;
  age?: string;
  sex?: string;
  per?: number;
  standard?: "esp2013" | "riket" | "nation";
  /** What need of care is held against, for each person. */
  reference?: number;
  /** Own words for it on the screen. */
  label?: string;
  positive?: string[];
  missing?: string[];
  interval?: "logit" | "wilson" | "mean";
  direction?: Direction;
  unit?: Unit;
  relevance?: number | null;
  /** The box of the overview that the measure fills; the indicator's where absent. */
  goal?: GoalId;
  perspective?: PerspectiveId;
  nation?:
    | "auto"
    | "data"
    | { indicator: string }
    | { value: number; low?: number; high?: number; n?: number; period?: string; source?: string };
}

export interface Plan {
  plan: 1;
  region?: string;
  confidence?: number;
  multiplicity?: "none" | "holm" | "benjamini_hochberg";
  disclosure?: { minimum_n: number };
  reliability?: { minimum_n: number };
  files?: {
    match: string;
    kind?: Kind;
    sheet?: string;
    roles?: Record<string, Role>;
    columns?: { region?: string | null; period?: string | null; id?: string | null };
    design?: {
      ids: string[];
      strata: string | null;
      weights: string | null;
      fpc: string[];
      nest: boolean;
      replicates: null;
      pps: null;
      lonely: "fail";
      adjust: Adjust | null;
    };
    /** What the answers stand for. */
    coverage?: Coverage;
  }[];
  measures?: PlanMeasure[];
  groups?: string[];
  /** Levels of groups that are put together. */
  gather?: Record<string, Gather>;
  /** Prices by period, for costs in fixed prices. */
  deflator?: { base: string; index: Record<string, number>; source?: string };
  compare?: ComparisonKind[];
  across?: PlanAcross;
  system?: PlanSystem;
  /** Values at the same mix of background: of the nation in the file, or of the people given. */
  standardise?: { by: string[]; standard?: { levels: string[]; people: number }[] };
  /** Levels of a column, or its positive answers against the others, with the given columns held equal. */
  adjusted?: {
    id: string;
    measure: string;
    by: string;
    positive?: string[];
    missing?: string[];
    base?: string;
    given: string[];
  }[];
}

/** Weights adjusted to known numbers of people by level, to totals by the names of R's model matrix, or cut at limits. */
export type Adjust =
  | { type: "poststratify" | "rake"; margins: { variable: string; totals: Record<string, number> }[] }
  | {
      type: "calibrate";
      calfun: "linear" | "raking" | "logit";
      /** Lower and upper limit of the factor on a weight. */
      bounds?: [number | null, number | null];
      totals: Record<string, number>;
    }
  | { type: "trim"; lower: number | null; upper: number | null; strict?: boolean };

export interface Coverage {
  /** Everyone is counted: no sampling, no test. */
  census?: boolean;
  weights_sum_to?: "population";
  /** How many were asked. */
  invited?: { n: number; region?: string; period?: string }[];
}

export type ComparisonKind =
  | "nation"
  | "rest"
  | "peers"
  | "previous_measurement"
  | "first_measurement"
  | "group_gap"
  | "gap_change"
  | "difference_in_differences"
  | "between_measures";

/** A measure as analysed: from the plan, or a built-in indicator. */
export interface Measure {
  id: string;
  label: Text;
  unit: Unit;
  decimals: number;
  direction: Direction;
  relevance: number | null;
  /** The built-in indicator it is compared with, if any. */
  indicator: string | null;
  goal: GoalId | null;
  perspective: PerspectiveId | null;
  concept: string | null;
}

export interface Estimate {
  measure: string;
  region: string;
  period: string;
  group: string | null;
  level: string | null;
  n: number | null;
  n_effective: number | null;
  value: number | null;
  se: number | null;
  low: number | null;
  high: number | null;
  df: number | null;
  method: string;
  status: "ok" | "hidden" | "inestimable";
  source: "file" | "reference";
}

export type Verdict =
  "better" | "worse" | "higher" | "lower" | "no_difference" | "inconclusive" | "not_tested" | "not_comparable";
export type Reason =
  | "series_break"
  | "different_definition"
  | "different_period"
  | "few_answers"
  | "no_national_value"
  | "no_uncertainty"
  | "rounded"
  | "overlapping_periods"
  | "partial_nation"
  | "small"
  | "pandemic"
  | "no_spread"
  | "full_count"
  | null;

export interface Comparison {
  measure: string;
  kind: ComparisonKind;
  region: string;
  period: string;
  group: string | null;
  level: string | null;
  /** The first side's value: a level, for gap_change the gap now, for difference_in_differences a change. */
  value: number | null;
  /**
   * What it is held against. level: the other group, for a gap the one that it is to; period: the earlier period;
   * measure: the other measure; regions: those behind a mean of several.
   */
  against: {
    population: "nation" | "rest" | "peers" | "same" | "level" | "other_levels";
    region: string;
    regions: string[];
    measure: string | null;
    period: string;
    level: string | null;
    value: number | null;
    source: "data" | "reference" | "user" | "file";
  };
  difference: number | null;
  se: number | null;
  low: number | null;
  high: number | null;
  statistic: number | null;
  df: number | null;
  p: number | null;
  p_adjusted: number | null;
  method: string;
  verdict: Verdict;
  reason: Reason;
  /** The smallest difference that matters here, in the measure's unit; the default shrinks for rare outcomes. */
  relevance: number | null;
  /** For inconclusive results: answers needed to see a difference of the measure's relevance; null where unknown. */
  n_needed: number | null;
  /** For inconclusive results: the smallest difference that would have been seen in four attempts out of five. */
  detectable: number | null;
  /** The difference in people, where the weights add up to the population; of: those the answers stand for. */
  people: { value: number; low: number; high: number; of: number } | null;
  source: "file" | "reference";
}

/** A region's place with the places its uncertainty leaves open; first: which value has place 1. */
export interface Rank {
  measure: string;
  region: string;
  period: string;
  rank: number;
  low: number;
  high: number;
  of: number;
  first: "highest" | "lowest";
  method: string;
}

export interface Assessment {
  goal: GoalId;
  perspective: PerspectiveId;
  reading: "level" | "change";
  /** Concepts (one vote each), not indicators. */
  tested: number;
  better: number;
  worse: number;
  no_difference: number;
  inconclusive: number;
  not_tested: number;
  expected_by_chance: number;
  symbol: "better" | "worse" | "unchanged" | "mixed" | "none";
  newest: string | null;
  /** Measures behind it. */
  measures: string[];
}

/** Shares of each answer, for stacked bars per period. */
export interface Distribution {
  measure: string;
  region: string;
  period: string;
  group: string | null;
  level: string | null;
  n: number | null;
  status: "ok" | "hidden" | "inestimable";
  /** Shares are 0–1. */
  answers: { answer: string; positive: boolean; share: number | null }[];
  /** Change of the positive share since the first period, tested at the plan's confidence: null for the first period or when not tested. */
  significant_change: boolean | null;
}

/** The nation as the file states it against the built-in figure. */
export interface NationCheck {
  measure: string;
  indicator: string;
  period: string;
  file: number;
  built_in: number;
  difference: number;
  decimals: number;
}

/** Where regions, or units of the own region, lie among the limits that chance would set. */
export interface Funnel {
  measure: string;
  period: string;
  among: "regions" | "units";
  /** The region whose units they are, and the column that names them. */
  region: string | null;
  group: string | null;
  size: "n_effective" | "n" | "at_risk" | "at_risk_effective" | "expected";
  target: number;
  target_from: "nation" | "region" | "mean";
  dispersion: "none" | "multiplicative" | "additive";
  /** none: the points spread no more than chance lets them. */
  in_force: "none" | "multiplicative" | "additive";
  winsorised: number;
  phi: number;
  tau2: number;
  /** Points too small to be shown; they took no part. */
  left_out: number;
  method: string;
  curve: FunnelLimits[];
  points: FunnelPoint[];
}
export interface FunnelLimits {
  size: number;
  outer_low: number;
  inner_low: number;
  inner_high: number;
  outer_high: number;
}
export type FunnelPlace = "far_below" | "below" | "within" | "above" | "far_above";
export interface FunnelPoint extends FunnelLimits {
  region: string;
  level: string | null;
  n: number | null;
  value: number;
  place: FunnelPlace;
}

export type Signal =
  | "none"
  | "above_limit"
  | "below_limit"
  | "rising"
  | "falling"
  | "near_upper"
  | "near_lower"
  | "run_above"
  | "run_below";
/** A series by week, month or quarter with the points that chance does not explain. */
export interface ControlChart {
  measure: string;
  region: string;
  chart: "xmr" | "p" | "u" | "p_laney" | "u_laney";
  /** Whether the numbers behind shares are effective numbers of answers. */
  effective: boolean;
  gaps: number;
  left_out: number;
  method: string;
  points: {
    period: string;
    n: number | null;
    value: number;
    centre: number;
    low: number | null;
    high: number | null;
    signal: Signal;
  }[];
}

/** Regions' values drawn towards their mean: shown beside the values, never instead. */
export interface Shrunken {
  measure: string;
  period: string;
  mean: number;
  tau2: number;
  method: string;
  values: { region: string; n: number | null; own: number; value: number; se: number; low: number; high: number }[];
}

/** How much the bottom of a ranking of groups differs from the top, with every group counted. */
export interface Slope {
  measure: string;
  region: string;
  period: string;
  group: string;
  /** From the bottom to the top. */
  groups: { level: string; n: number | null; value: number; people: number }[];
  slope: number;
  se: number | null;
  low: number | null;
  high: number | null;
  df: number | null;
  p: number | null;
  /** Top over bottom, and the slope over the mean. */
  relative: number;
  relative_to_mean: number;
  concentration: number | null;
  method: string;
}

/** What the plan asks of all regions, or of a whole series, at once. */
export interface PlanAcross {
  funnel?: {
    dispersion?: Funnel["dispersion"];
    winsorise?: number;
    target?: "nation" | "mean";
    period?: string;
    units?: string;
  };
  control_chart?: { chart?: "auto" | "xmr" | "laney" };
  shrinkage?: boolean;
  slope?: { group: string; order: string[] }[];
}

/** A value at the mix of background of the nation in the file, or of the plan. The nation has the same mix. */
export interface Standardised {
  measure: string;
  region: string;
  period: string;
  by: string[];
  standard: "nation" | "file" | "given";
  /** Share of the standard that the region's respondents cover. */
  covered: number;
  n: number;
  raw: number;
  value: number;
  se: number;
  low: number;
  high: number;
  df: number | null;
  nation: number | null;
  difference: number | null;
  difference_se: number | null;
  difference_low: number | null;
  difference_high: number | null;
  p: number | null;
  method: string;
}

/** A level against the base: odds ratio, and the average difference of shares with the given columns held equal. */
export interface Adjusted {
  id: string;
  measure: string;
  region: string;
  period: string;
  by: string;
  level: string;
  base: string;
  given: string[];
  n: number;
  n_level: number;
  n_base: number;
  odds_ratio: number;
  odds_low: number;
  odds_high: number;
  difference: number;
  se: number;
  low: number;
  high: number;
  df: number | null;
  p: number;
  raw_difference: number;
  raw_low: number;
  raw_high: number;
  method: string;
}

/** All answers against those of the rest of the file, or (`earlier`) of the measurement before. */
export interface AnswersTest {
  measure: string;
  region: string;
  period: string;
  earlier: string | null;
  n: number;
  n_against: number;
  statistic: number;
  df: number | null;
  denominator: number | null;
  p: number;
  method: string;
}

export interface Result {
  rikssnitt: string;
  plan_sha256: string;
  /** sha256: null for files that are not held, until a result of them is exported. */
  files: { sha256: string | null; kind: Kind; rows: number; rows_rejected: number }[];
  reference: { version: string; retrieved: string };
  protected: boolean;
  confidence: number;
  minimum_n: number;
  reliability_n: number;
  measures: Measure[];
  estimates: Estimate[];
  comparisons: Comparison[];
  assessments: Assessment[];
  distributions: Distribution[];
  nation_checks: NationCheck[];
  ranks: Rank[];
  /** Tested differences of the chosen region, how many were shown, and how many chance alone would show. */
  multiplicity: {
    method: "none" | "holm" | "benjamini_hochberg";
    tested: number;
    shown: number;
    level: number;
    expected_by_chance: number;
  };
  /** Those who answered of those who were asked; region 00 is the whole file. */
  participation: { region: string; period: string; invited: number; answered: number; rate: number }[];
  funnels: Funnel[];
  control_charts: ControlChart[];
  shrunken: Shrunken[];
  /** Costs, quality and efficiency over all regions at once. */
  system: System;
  slopes: Slope[];
  findings: Finding[];
  /** Values at the same mix of background, of the plan's region. */
  standardised: Standardised[];
  /** Groups with other background held equal, in the plan's region and ("00") among all in the file. */
  adjusted: Adjusted[];
  /** Rao and Scott's test of all answers together. */
  answers_tests: AnswersTest[];
  /** The R code that gives the numbers of the plan's region and the nation: what comes first, then the calls by measure. */
  r_code: { design: string; measures: { measure: string; code: string }[] };
}

/** What stopped the work: a code of `www/text/codes.json`. */
export interface CoreError {
  code: string;
  file: number | null;
  row: number | null;
  column: string | null;
  params: Record<string, string>;
}

/** "csv": semicolon, decimal comma, BOM. "xlsx" and "xlsx-en": a workbook with Swedish or English headings. */
export type ExportFormat = "csv" | "json" | "xlsx" | "xlsx-en";

/** Reads a file that is not delimited text by the second module: its rows come by `take`, batch by batch. */
export type Formats = (
  bytes: Uint8Array<ArrayBuffer>,
  take: (batch: Uint8Array) => void,
  signal: AbortSignal,
) => Promise<void>;

/** What needs no file, as `src/wasm/overview.rs` gives it too. */
export interface OverviewDoor {
  start(): Start;
  /** Built-in figures alone for one region, as a Result with no files. */
  overview(region: string): Result;
}

/**
 * The worker's side, one call each. A call that cannot go on throws a `CoreError`; a RuntimeError ends the worker.
 * Built as the wasm-bindgen class `Session` in `src/wasm.rs`:
 */
export interface SessionDoor extends OverviewDoor {
  /** How many bytes the columns of large files may be kept in. */
  setMemory(bytes: number): void;
  /** Reads a file to its end. progress(done, total) in bytes. */
  add(blob: Blob, progress: (done: number, total: number) => void, signal: AbortSignal): Promise<Inspection>;
  correct(file: number, correction: Correction): Inspection;
  /** A plan for the files in the session as they are understood. */
  propose(region: string): Plan;
  /** Reads files that are too large to be held once more. progress(done, total) in bytes. */
  analyse(plan: string, progress: (done: number, total: number) => void, signal: AbortSignal): Promise<Result>;
  /** As `analyse`, without comparisons of the groups of other regions than the plan's: what the page shows. */
  show(plan: string, progress: (done: number, total: number) => void, signal: AbortSignal): Promise<Result>;
  /** What a file is, as it is understood now. */
  inspect(file: number): Inspection;
  /** Takes a saved plan up again, as JSON; the files are understood as it says. */
  adopt(plan: string): Plan;
  /** The disclosed result as bytes. */
  export(
    plan: string,
    format: ExportFormat,
    progress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<Uint8Array>;
  /** What moved from one result to another, both as JSON. */
  moved(before: string, after: string): Moved;
  free(): void;
}

/** A part of a large file in another worker. Built as the wasm-bindgen class `Part` in `src/wasm/part.rs`. */
export interface PartDoor {
  recognise(
    head: Uint8Array,
    start: number,
    end: number,
    memory: number,
    progress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<Uint8Array>;
  settle(whole: Uint8Array, lines: number): number;
  resume(head: Uint8Array, start: number, end: number, whole: Uint8Array, lines: number): void;
  answer(
    question: Uint8Array,
    progress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<Uint8Array>;
  start(): number;
  end(): number;
}

/** The system perspective in a plan; what is absent is as it is by default. */
export interface PlanSystem {
  net_cost?: string;
  standard_cost?: string;
  /** Equalisation year by cost year, where it is not the year after. */
  equalisation?: Record<string, number>;
  quadrant?: {
    /** `adjusted` or a series that is adjusted already. */
    cost?: string;
    period?: string;
    earlier?: string[];
    indicators?: { id: string; weight: number }[];
    least?: number;
  };
  efficiency?: {
    inputs: string[];
    outputs: string[];
    period?: string;
    orientation?: "input" | "output";
    returns?: "constant" | "variable" | "decreasing" | "increasing";
    draws?: number;
    bandwidth?: number;
    seed?: number;
  };
}

/** One region's cost in one year, adjusted for structure. */
export interface StructureRow {
  region: string;
  period: string;
  equalisation: number;
  unusual_year: boolean;
  model: string | null;
  net: number;
  standard: number | null;
  index: number | null;
  adjusted: number | null;
  reference_cost: number | null;
  deviation: number | null;
  obstacle: "model_break" | "no_standard_cost" | null;
  source: "file" | "reference";
}

export type QuadrantName =
  "low_cost_high_quality" | "low_cost_low_quality" | "high_cost_high_quality" | "high_cost_low_quality" | "on_the_line";

export interface QuadrantPoint {
  region: string;
  cost: number;
  /** Against the nation, per cent. */
  deviation: number;
  index: number;
  low: number | null;
  high: number | null;
  present: number;
  quadrant: QuadrantName;
  parts: { indicator: string; value: number; nation: number | null; z: number; deviation: number | null }[];
}

/** Cost against quality in one period. */
export interface Quadrant {
  period: string;
  cost: string;
  nation: number;
  /** The regions' mean weighted by population; the published nation is not that. */
  weighted_mean: number | null;
  indicators: { id: string; weight: number }[];
  points: QuadrantPoint[];
  absent: string[];
}

export interface EfficiencyRow {
  region: string;
  inputs: number[];
  outputs: number[];
  /** 0–1 in both orientations. */
  efficiency: number;
  input_slacks: number[];
  output_slacks: number[];
  peers: { region: string; weight: number }[];
  super_efficiency: number | null;
  scale_efficiency: number | null;
  free_disposal_hull: number | null;
  bias: number | null;
  corrected: number | null;
  low: number | null;
  high: number | null;
}

export interface Efficiency {
  period: string;
  plan: Required<Omit<NonNullable<PlanSystem["efficiency"]>, "period" | "bandwidth">>;
  bandwidth: number | null;
  rows: EfficiencyRow[];
  absent: string[];
}

export interface Definitions {
  indicators: [string, string];
  period: string;
  /** They measure the same thing; else two sides of one matter. */
  same_concept: boolean;
  rows: {
    region: string;
    values: [number, number];
    differences: [number, number];
    /** Whether the nation lies outside the region's published interval. */
    apart: [boolean | null, boolean | null];
    opposite: boolean;
  }[];
}

/** What was computed over all regions at once. */
export interface System {
  structure: StructureRow[];
  quadrants: Quadrant[];
  efficiency: Efficiency | null;
  /** Two indicators of one concept, or read beside each other, in one period. */
  definitions: Definitions[];
  /** Growth of amounts, per cent; the last two add up to the first. */
  growth: {
    measure: string;
    region: string;
    first: string;
    last: string;
    amount: number;
    volume: number;
    each: number;
    from_volume: number;
    from_each: number;
  }[];
  /** What ratios and shares of amounts are made of. */
  inputs: {
    measure: string;
    region: string;
    period: string;
    group: string | null;
    level: string | null;
    numerator: number;
    denominator: number;
    /** Posts lacking to the guideline. */
    lacking: number | null;
  }[];
}

/** What differs between two results. */
export interface Moved {
  before: { rikssnitt: string; plan_sha256: string; reference: string };
  after: { rikssnitt: string; plan_sha256: string; reference: string };
  compared: number;
  verdicts: number;
  gone: number;
  new: number;
  moved: {
    part: "estimate" | "comparison" | "structure" | "quadrant" | "efficiency";
    what: string;
    measure: string;
    kind: string | null;
    region: string;
    period: string;
    group: string | null;
    level: string | null;
    before: number | null;
    after: number | null;
    change: number | null;
    change_percent: number | null;
    word_before: string | null;
    word_after: string | null;
  }[];
}
