/** What stands after the page's own script, so that the page is there before it: what few need at first. */
export interface Later {
  /** The core that reads files and answers plans, as letters: its code, and its data behind it. */
  core: string;
  data: string;
  /** Source of the worker that reads formats other than delimited text. */
  formats: string;
}

/** Waits until the document has come to its end. */
export async function later(): Promise<Later> {
  if (document.readyState === "loading")
    await new Promise((loaded) => addEventListener("DOMContentLoaded", loaded, { once: true }));
  return (globalThis as unknown as { rikssnittLater: Later }).rikssnittLater;
}
