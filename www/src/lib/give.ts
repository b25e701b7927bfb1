/** Hands things to the user: a file to the downloads folder, a text to the clipboard. */

const KEEP_MS = 10_000;

export function give(blob: Blob, name: string): void {
  const link = document.createElement("a");
  const url = URL.createObjectURL(blob);
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}

/** Tries the clipboard, then a selection; answers whether it went. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const listen = (event: ClipboardEvent): void => {
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
    };
    document.addEventListener("copy", listen, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", listen);
    return done;
  }
}
