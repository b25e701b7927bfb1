import type { Start } from "../contract";

export type Goal = Start["goals"][number];
