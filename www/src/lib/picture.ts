/** Charts as files: a copy of the drawing with its computed looks, a title above and source, date and method below. */

const LOOKS = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "paint-order",
  "stroke-linejoin",
] as const;
const SPACE = "http://www.w3.org/2000/svg";
const MARGIN = 16;
const TITLE = { size: 18, line: 24 };
const NOTE = { size: 12, line: 17 };
const LETTER = 0.56;
const SHARPNESS = 2;

/** Breaks a text into lines that are about `width` pixels wide. */
export function wrap(text: string, width: number, size: number): string[] {
  const most = Math.max(10, Math.floor(width / (size * LETTER)));
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function dressed(original: SVGSVGElement): SVGSVGElement {
  const copy = original.cloneNode(true) as SVGSVGElement;
  const copies = copy.querySelectorAll<SVGElement>("*");
  original.querySelectorAll<SVGElement>("*").forEach((element, index) => {
    const looks = getComputedStyle(element);
    const target = copies[index];
    for (const look of LOOKS) target?.setAttribute(look, looks.getPropertyValue(look));
    target?.removeAttribute("class");
  });
  copy.querySelectorAll(".cursor").forEach((cursor) => cursor.remove());
  return copy;
}

function textLine(content: string, y: number, size: number, weight: string, ink: string, font: string): SVGTextElement {
  const text = document.createElementNS(SPACE, "text");
  const looks = { x: MARGIN, y, "font-size": size, "font-weight": weight, fill: ink, "font-family": font };
  for (const [name, value] of Object.entries(looks)) text.setAttribute(name, String(value));
  text.textContent = content;
  return text;
}

/** The chart as SVG text and its size. */
export function pictureOf(
  original: SVGSVGElement,
  title: string,
  notes: string[],
): { text: string; width: number; height: number } {
  const { width: inner, height: tall } = original.viewBox.baseVal;
  const looks = getComputedStyle(original);
  const ground =
    getComputedStyle(original.closest("figure") ?? original)
      .getPropertyValue("--ground")
      .trim() || "white";
  const width = inner + 2 * MARGIN;
  const head = wrap(title, inner, TITLE.size);
  const foot = notes.flatMap((note) => wrap(note, inner, NOTE.size));
  const top = MARGIN + head.length * TITLE.line + 8;
  const height = top + tall + 12 + foot.length * NOTE.line + MARGIN;
  const picture = document.createElementNS(SPACE, "svg");
  for (const [name, value] of Object.entries({
    xmlns: SPACE,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
  }))
    picture.setAttribute(name, String(value));
  const name = document.createElementNS(SPACE, "title");
  name.textContent = title;
  const back = document.createElementNS(SPACE, "rect");
  for (const [key, value] of Object.entries({ width, height, fill: ground })) back.setAttribute(key, String(value));
  const drawing = dressed(original);
  for (const key of ["tabindex", "aria-label", "aria-describedby", "role", "id", "class"]) drawing.removeAttribute(key);
  for (const [key, value] of Object.entries({ x: MARGIN, y: top, width: inner, height: tall }))
    drawing.setAttribute(key, String(value));
  const font = looks.fontFamily;
  picture.append(
    name,
    back,
    ...head.map((line, row) =>
      textLine(line, MARGIN + TITLE.size + row * TITLE.line, TITLE.size, "700", looks.color, font),
    ),
    drawing,
    ...foot.map((line, row) =>
      textLine(line, top + tall + 12 + NOTE.size + row * NOTE.line, NOTE.size, "400", looks.color, font),
    ),
  );
  return { text: new XMLSerializer().serializeToString(picture).replace(/<!--.*?-->/g, ""), width, height };
}

/** The same as PNG, twice as sharp. */
export async function png(picture: { text: string; width: number; height: number }): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([picture.text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.width * SHARPNESS;
    canvas.height = picture.height * SHARPNESS;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("png"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
