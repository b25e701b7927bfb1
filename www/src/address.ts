import type { Address, Lang, View } from "./state";

const VIEWS: readonly View[] = ["oversikt", "indikator", "kostnad", "fil", "resultat", "om", "metod"];

/** Reads what stands after # in the address; anything strange is left out. */
export function readAddress(hash: string): Address {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const region = given.get("region");
  const view = given.get("vy") as View | null;
  const measure = given.get("matt");
  return {
    region: region && /^[0-2]\d$/.test(region) && region !== "00" ? region : null,
    lang: (given.get("sprak") === "en" ? "en" : "sv") satisfies Lang,
    view: view && VIEWS.includes(view) ? view : "oversikt",
    measure: measure && /^[\w.:-]{1,80}$/.test(measure) ? measure : null,
  };
}

/** The same, written. A measure is written only where it is shown, and never one of the user's own. */
export function writeAddress(address: Address): string {
  const parts = new URLSearchParams();
  if (address.region) parts.set("region", address.region);
  parts.set("sprak", address.lang);
  parts.set("vy", address.view);
  if ((address.view === "indikator" || address.view === "metod") && address.measure) parts.set("matt", address.measure);
  return `#${parts.toString()}`;
}
