/** What the others read before they are measured, as the product practises while the user looks for a file. */
import { HEADER, survey } from "../survey.mjs";

const ROWS = 80_000;
export const practice = () => new File([HEADER, ...survey(ROWS)], "practice.csv");
