/** The page's state: what there is to show, what can happen, what shall be done about it. No DOM, no clock, no chance. */
import type {
  Adjust,
  CoreError,
  Correction,
  ExportFormat,
  Inspection,
  Moved,
  Plan,
  PlanMeasure,
  PlanSystem,
  Result,
  Start,
} from "./contract";

export type Lang = "sv" | "en";
export type View = "oversikt" | "indikator" | "kostnad" | "fil" | "resultat" | "om" | "metod";
export type Task =
  "start" | "overview" | "add" | "correct" | "propose" | "adopt" | "analyse" | "export" | "system" | "moved";
export type ExampleName = "enkat_exempel.csv" | "tabell_exempel.csv" | "manader_exempel.csv";

/** What stands after # in the address. */
export interface Address {
  region: string | null;
  lang: Lang;
  view: View;
  measure: string | null;
}

export interface OwnFile {
  name: string;
  size: number;
  example: boolean;
  inspection: Inspection;
}

/** Something under way. `shown` once it has taken longer than a moment. */
export interface Work {
  task: Task;
  name: string | null;
  done: number;
  total: number;
  shown: boolean;
}

/** What stopped: a code of the core or of the page, and which file it was about. */
export interface Failure extends CoreError {
  name: string | null;
}

export type NationMode = "auto" | "data" | "indicator" | "value";

/** How far the user has come in choosing what a measure is held against. */
export interface NationDraft {
  mode: NationMode;
  indicator: string | null;
  question: boolean;
  scale: boolean;
  population: boolean;
  value: string;
  low: string;
  high: string;
  n: string;
  period: string;
  source: string;
}

/** A dimension as the user has written it: weights by question, what each answer is worth (0–100, empty: not counted). */
export interface ScoreDraft {
  questions: string[];
  weights: Record<string, string>;
  points: Record<string, string>;
}

/** How weights are adjusted; `kept`: as a saved plan says, which the form cannot show. */
export type AdjustKind = "none" | "poststratify" | "rake" | "linear" | "raking" | "logit" | "trim" | "kept";

/** An adjustment of the weights as the user has written it: people by column and level, limits of factors and of weights. */
export interface AdjustDraft {
  kind: AdjustKind;
  /** The column of a post-stratification. */
  column: string;
  totals: Record<string, Record<string, string>>;
  bounds: { low: string; high: string };
  limits: { low: string; high: string };
  strict: boolean;
  kept: Adjust | null;
}

export interface Model {
  lang: Lang;
  region: string | null;
  view: View;
  measure: string | null;
  width: number;
  /** ISO day, for the age of figures. */
  today: string;
  start: Start | null;
  overview: Result | null;
  files: OwnFile[];
  plan: Plan | null;
  /** A plan that the user opened: taken up by the files that come. */
  saved: Plan | null;
  result: Result | null;
  /** The region that the result was computed for. */
  resultRegion: string | null;
  /** The plan or a reading has changed since the result. */
  stale: boolean;
  drafts: Record<string, NationDraft>;
  scores: Record<string, ScoreDraft>;
  adjust: AdjustDraft | null;
  work: Work | null;
  failure: Failure | null;
  /** Last thing said in the status line: a key of the dictionary's `said`. */
  said: Said | null;
  /** Own comments by measure; kept here only. */
  comments: Record<string, string>;
  /** Keyboard position in each chart. */
  cursors: Record<string, number>;
  dragging: boolean;
  /** Whether the core was made fast for a file to come. */
  practised: boolean;
  system: SystemState;
}

/** The system perspective: what is asked, what came of it, and what the last change moved. */
export interface SystemState {
  plan: PlanSystem;
  result: Result | null;
  /** The plan that it was computed for, as JSON; another one is computed when the view is opened. */
  of: string | null;
  moved: Moved | null;
  /** The name of the file that it was held against; null for a change made on the page. */
  movedFrom: string | null;
  /** The measure of amounts that is drawn over time; the first where null. */
  shown: string | null;
}

export type Said =
  | "copied"
  | "copyFailed"
  | "saved"
  | "cleared"
  | "cancelled"
  | "readAgain"
  | "analysed"
  | "fileRead"
  | "planOpened"
  | "regionChosen";

export type Message =
  | { type: "opened"; address: Address; today: string }
  | { type: "address"; address: Address }
  | { type: "resized"; width: number }
  | { type: "language"; lang: Lang }
  | { type: "region"; region: string | null }
  | { type: "go"; view: View; measure?: string | null }
  | { type: "started"; start: Start }
  | { type: "overview"; region: string; result: Result }
  | { type: "chose"; files: File[] }
  | { type: "example"; name: ExampleName }
  | { type: "dragging"; over: boolean }
  /** The user is about to choose a file. */
  | { type: "near" }
  | { type: "working"; task: Task; name: string | null }
  | { type: "slow" }
  | { type: "progress"; done: number; total: number }
  | { type: "idle" }
  | { type: "added"; name: string; size: number; example: boolean; inspection: Inspection }
  | { type: "correct"; file: number; correction: Correction }
  | { type: "corrected"; file: number; inspection: Inspection }
  | { type: "planned"; plan: Plan }
  | { type: "open-plan"; file: File }
  | { type: "adopted"; plan: Plan; inspections: Inspection[] }
  | { type: "measure"; id: string; change: Partial<PlanMeasure> }
  | { type: "nation"; id: string; change: Partial<NationDraft> }
  | { type: "plan"; change: Partial<Plan> }
  | { type: "adjust"; draft: AdjustDraft }
  | { type: "score"; id: string; draft: ScoreDraft }
  | { type: "add-measure"; measure: PlanMeasure }
  | { type: "drop-measure"; id: string }
  | { type: "analyse" }
  | { type: "analysed"; region: string | null; result: Result }
  | { type: "cancel" }
  | { type: "cancelled"; lost: boolean }
  | { type: "clear" }
  | { type: "failed"; failure: Failure; lost: boolean }
  | { type: "dismiss" }
  | { type: "comment"; measure: string; text: string }
  | { type: "cursor"; chart: string; index: number }
  | { type: "copy"; text: string }
  | { type: "save"; name: string; mime: string; text: string }
  | { type: "export"; format: ExportFormat }
  | { type: "picture"; chart: string; format: "svg" | "png"; title: string; lines: string[] }
  | { type: "print" }
  | { type: "jump"; id: string }
  | { type: "system"; change: PlanSystem }
  | { type: "systemed"; of: string; result: Result }
  | { type: "shown"; measure: string }
  | { type: "earlier"; file: File }
  | { type: "moved"; of: string; moved: Moved; from: string | null }
  | { type: "said"; said: Said };

export type Effect =
  | { type: "start" }
  | { type: "practise" }
  | { type: "overview"; region: string }
  | { type: "add"; files: File[] }
  | { type: "example"; name: ExampleName }
  | { type: "correct"; file: number; correction: Correction }
  | { type: "propose"; region: string }
  | { type: "adopt"; plan: File | Plan; files: number }
  | { type: "analyse"; plan: Plan }
  | { type: "export"; plan: Plan; format: ExportFormat }
  | { type: "system"; plan: Plan }
  | { type: "moved"; before: { file: File } | { plan: Plan }; after: Plan }
  | { type: "cancel" }
  | { type: "clear" }
  | { type: "address"; address: Address; push: boolean }
  | { type: "focus"; id: string }
  | { type: "copy"; text: string }
  | { type: "save"; name: string; mime: string; text: string }
  | { type: "picture"; chart: string; format: "svg" | "png"; title: string; lines: string[] }
  | { type: "print" };

export type Step = [Model, Effect[]];

/** Whether what is shown as the result is not what the plan and the chosen region would give. */
export const outOfDate = (model: Model): boolean =>
  model.result !== null && (model.stale || (model.region !== null && model.resultRegion !== model.region));

/** What of the state belongs to the files, as it is where there are none. */
export const NO_FILES = {
  files: [],
  plan: null,
  saved: null,
  result: null,
  resultRegion: null,
  stale: false,
  drafts: {},
  scores: {},
  practised: false,
} satisfies Partial<Model>;

export function initial(): Model {
  return {
    lang: "sv",
    region: null,
    view: "oversikt",
    measure: null,
    width: 960,
    today: "",
    start: null,
    overview: null,
    ...NO_FILES,
    adjust: null,
    work: null,
    failure: null,
    said: null,
    comments: {},
    cursors: {},
    dragging: false,
    system: { plan: {}, result: null, of: null, moved: null, movedFrom: null, shown: null },
  };
}

export function emptyNation(): NationDraft {
  return {
    mode: "auto",
    indicator: null,
    question: false,
    scale: false,
    population: false,
    value: "",
    low: "",
    high: "",
    n: "",
    period: "",
    source: "",
  };
}
