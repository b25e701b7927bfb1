/** The only place where numbers are rounded, and only for the eye. */
import type { Direction, Unit } from "../contract";
import type { Lang } from "../state";

const locales = { sv: "sv-SE", en: "en-GB" } as const;
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(lang: Lang, decimals: number, signed: boolean): Intl.NumberFormat {
  const key = `${lang}${decimals}${signed}`;
  const kept = formats.get(key);
  if (kept) return kept;
  const made = new Intl.NumberFormat(locales[lang], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: signed ? "exceptZero" : "negative",
  });
  formats.set(key, made);
  return made;
}

export const MISSING = "–";

/** A figure with its measure's decimals; a dash where there is none. */
export function number(value: number | null, decimals: number, lang: Lang): string {
  return value === null ? MISSING : minus(formatOf(lang, decimals, false).format(value));
}

/** A difference, with its sign. */
export function signed(value: number | null, decimals: number, lang: Lang): string {
  return value === null ? MISSING : minus(formatOf(lang, decimals, true).format(value));
}

/** English formats write a hyphen; figures have a real minus in both languages. */
const minus = (text: string): string => text.replace("-", "\u2212");

export const whole = (value: number | null, lang: Lang): string => number(value, 0, lang);

const SUFFIX: Record<Lang, Record<Unit, string>> = {
  sv: {
    share: "",
    percent: "%",
    index: "",
    kronor_per_inhabitant: "kr/inv",
    kronor: "kr",
    per_100: "per 100",
    per_1000: "per 1 000",
    per_100000: "per 100 000",
    minutes: "min",
    days: "dagar",
    ratio: "",
    years: "år",
    number: "",
    unknown: "",
  },
  en: {
    share: "",
    percent: "%",
    index: "",
    kronor_per_inhabitant: "SEK/inh",
    kronor: "SEK",
    per_100: "per 100",
    per_1000: "per 1,000",
    per_100000: "per 100,000",
    minutes: "min",
    days: "days",
    ratio: "",
    years: "years",
    number: "",
    unknown: "",
  },
};

const DIFFERENCE: Record<Lang, Partial<Record<Unit, string>>> = {
  sv: { percent: "procentenheter" },
  en: { percent: "percentage points" },
};

export const unitText = (unit: Unit, lang: Lang): string => SUFFIX[lang][unit].replaceAll(" ", "\u00a0");

/** `71,2 %`; Swedish and English differ in the space before the sign. */
export function withUnit(value: number | null, unit: Unit, decimals: number, lang: Lang): string {
  const suffix = unitText(unit, lang);
  if (value === null || suffix === "") return number(value, decimals, lang);
  return `${number(value, decimals, lang)}${lang === "en" && suffix === "%" ? "" : "\u00a0"}${suffix}`;
}

/** `−4,7 procentenheter`. */
export function differenceWithUnit(value: number | null, unit: Unit, decimals: number, lang: Lang): string {
  const suffix = DIFFERENCE[lang][unit] ?? unitText(unit, lang);
  return value === null || suffix === ""
    ? signed(value, decimals, lang)
    : `${signed(value, decimals, lang)}\u00a0${suffix}`;
}

export const shortDifferenceUnit = (unit: Unit, lang: Lang): string =>
  unit === "percent" ? (lang === "sv" ? "p.e." : "pp") : unitText(unit, lang);

/** `1,6 till 7,2`. */
export function interval(low: number | null, high: number | null, decimals: number, lang: Lang, sign = false): string {
  if (low === null || high === null) return MISSING;
  const write = sign ? signed : number;
  return `${write(low, decimals, lang)} ${lang === "sv" ? "till" : "to"} ${write(high, decimals, lang)}`;
}

/** `2021/2024` is a mean over years; longer ends have blanks around the dash. */
export const period = (text: string): string =>
  text.replace(/^(\d{4})\/(\d{4})$/, "$1–$2").replace(/^(\d{4}[\w-]*)\/(\d{4}[\w-]*)$/, "$1 – $2");

const MONTH_LENGTH = 7;

/** `2026-08` or `2026-08-20` as words. */
export function day(text: string, lang: Lang): string {
  const at = new Date(`${text.length === MONTH_LENGTH ? `${text}-01` : text}T12:00:00Z`);
  if (Number.isNaN(at.valueOf())) return text;
  const parts: Intl.DateTimeFormatOptions =
    text.length === MONTH_LENGTH
      ? { year: "numeric", month: "long" }
      : { year: "numeric", month: "long", day: "numeric" };
  return new Intl.DateTimeFormat(locales[lang], { ...parts, timeZone: "UTC" }).format(at);
}

/** Whole years from the end of the period to today; null where the period does not begin with a year. */
export function ageInYears(periodText: string, today: string): number | null {
  const last = /(\d{4})(?!.*\d{4})/.exec(periodText)?.[1];
  const now = /^(\d{4})/.exec(today)?.[1];
  return last && now ? Math.max(0, Number(now) - Number(last)) : null;
}

export function bytes(size: number, lang: Lang): string {
  const [value, unit] = size < 1e6 ? [size / 1e3, "kB"] : [size / 1e6, "MB"];
  return `${number(value, value < 10 ? 1 : 0, lang)}\u00a0${unit}`;
}

/** Whether a difference is to the good, by the measure's direction. */
export const isGood = (difference: number, direction: Direction): boolean | null =>
  direction === "none" || difference === 0 ? null : difference > 0 === (direction === "higher");
