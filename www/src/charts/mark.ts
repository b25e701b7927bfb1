import { svg, type SVGTemplateResult } from "lit";
import type { Verdict } from "../contract";

export type Mark = Verdict | "plain" | "own" | "within" | "above" | "below" | "far_above" | "far_below";

/** Shapes tell verdicts apart without colour: disc, square, rings, diamond, triangles. */
export function mark(kind: Mark, x: number, y: number, size: number): SVGTemplateResult {
  const s = size;
  switch (kind) {
    case "better":
      return svg`<g class="m better"><circle cx=${x} cy=${y} r=${s}></circle><path class="in" d="M${x - s * 0.45} ${y}l${s * 0.32} ${s * 0.36} ${s * 0.6} -${s * 0.72}"></path></g>`;
    case "worse":
      return svg`<g class="m worse"><rect x=${x - s * 0.9} y=${y - s * 0.9} width=${s * 1.8} height=${s * 1.8}></rect><path class="in" d="M${x} ${y - s * 0.5}v${s * 0.55}M${x} ${y + s * 0.4}v${s * 0.1}"></path></g>`;
    case "higher":
      return svg`<path class="m other" d="M${x - s * 0.8} ${y - s}L${x + s} ${y}L${x - s * 0.8} ${y + s}Z"></path>`;
    case "lower":
      return svg`<path class="m other" d="M${x + s * 0.8} ${y - s}L${x - s} ${y}L${x + s * 0.8} ${y + s}Z"></path>`;
    case "no_difference":
      return svg`<g class="m same"><circle class="hollow" cx=${x} cy=${y} r=${s * 0.9}></circle><path class="line" d="M${x - s * 0.42} ${y - s * 0.22}h${s * 0.84}M${x - s * 0.42} ${y + s * 0.25}h${s * 0.84}"></path></g>`;
    case "inconclusive":
      return svg`<circle class="m dashed" cx=${x} cy=${y} r=${s * 0.9}></circle>`;
    case "not_comparable":
      return svg`<path class="m line" d="M${x - s * 0.7} ${y - s * 0.7}l${s * 1.4} ${s * 1.4}M${x - s * 0.7} ${y + s * 0.7}l${s * 1.4} -${s * 1.4}"></path>`;
    case "within":
      return svg`<circle class="m line" cx=${x} cy=${y} r=${s * 0.7}></circle>`;
    case "above":
      return svg`<path class="m line" d="M${x} ${y - s}L${x + s} ${y + s * 0.8}L${x - s} ${y + s * 0.8}Z"></path>`;
    case "below":
      return svg`<path class="m line" d="M${x} ${y + s}L${x + s} ${y - s * 0.8}L${x - s} ${y - s * 0.8}Z"></path>`;
    case "far_above":
      return svg`<path class="m other" d="M${x} ${y - s}L${x + s} ${y + s * 0.8}L${x - s} ${y + s * 0.8}Z"></path>`;
    case "far_below":
      return svg`<path class="m other" d="M${x} ${y + s}L${x + s} ${y - s * 0.8}L${x - s} ${y - s * 0.8}Z"></path>`;
    case "own":
      return svg`<circle class="m own" cx=${x} cy=${y} r=${s}></circle>`;
    default:
      return svg`<path class="m plain" d="M${x} ${y - s}L${x + s} ${y}L${x} ${y + s}L${x - s} ${y}Z"></path>`;
  }
}
