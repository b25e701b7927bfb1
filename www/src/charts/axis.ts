import { scaleLinear } from "d3-scale";
import type { Unit } from "../contract";

/** Round ends of an axis; shares never reach beyond 0 and 100 when the figures do not. */
export function within(low: number, high: number, unit: Unit): [number, number] {
  const [from, to] = scaleLinear().domain([low, high]).nice(5).domain() as [number, number];
  if (unit !== "percent") return [from, to];
  return [low >= 0 ? Math.max(0, from) : from, high <= 100 ? Math.min(100, to) : to];
}
