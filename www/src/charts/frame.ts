import type { SVGTemplateResult } from "lit";

/** A chart ready to show: its words, its table, its drawing and what the keyboard cursor says at each point. */
export interface Frame {
  id: string;
  title: string;
  finding: string;
  notes: string[];
  table: { head: string[]; rows: string[][] };
  points: string[];
  width: number;
  height: number;
  draw: (cursor: number) => SVGTemplateResult;
  legend: { mark: string; text: string }[];
}

/** Where the cursor goes; null for other keys. */
export function step(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case "ArrowDown":
    case "ArrowRight":
      return Math.min(count - 1, at + 1);
    case "ArrowUp":
    case "ArrowLeft":
      return Math.max(0, at - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "Escape":
      return -1;
    default:
      return null;
  }
}

/** Moves labels apart so that none stands on another, in the order given. */
export function apart(wanted: number[], least: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = [...wanted];
  order.forEach((index, place) => {
    const before = order[place - 1];
    if (before !== undefined) placed[index] = Math.max(placed[index] ?? 0, (placed[before] ?? 0) + least);
  });
  return placed;
}
