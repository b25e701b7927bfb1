import { LitElement, type TemplateResult } from "lit";
import { readAddress } from "./address";
import { Effects } from "./effects";
import { initial, type Message, type Model } from "./state";
import { textIn } from "./text";
import { update } from "./update";
import { page } from "./views/page";

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
const LEAST_CHANGE = 4;

/** The whole page in one shadow root: holds the model, draws it, carries out what a step asks for. */
class RiksPage extends LitElement {
  static override styles = [sheet];
  #model: Model = initial();
  #effects = new Effects(
    (message) => this.send(message),
    (id) => this.#focus(id),
    (id) => this.renderRoot.querySelector<SVGSVGElement>(`#${CSS.escape(id)}`),
    () => this.#model,
  );

  /** One thing happened. */
  readonly send = (message: Message): void => {
    const [model, effects] = update(this.#model, message);
    this.#model = model;
    this.requestUpdate();
    for (const effect of effects) this.#effects.run(effect);
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.replaceChildren();
    addEventListener("popstate", () => this.send({ type: "address", address: readAddress(location.hash) }));
    for (const kind of ["dragover", "drop"] as const) addEventListener(kind, (event) => event.preventDefault());
    this.send({ type: "opened", address: readAddress(location.hash), today: new Date().toISOString().slice(0, 10) });
  }

  override firstUpdated(): void {
    const content = this.renderRoot.querySelector("main");
    if (!content) return;
    new ResizeObserver(([entry]) => {
      const width = Math.round(entry?.contentRect.width ?? 0);
      if (width > 0 && Math.abs(width - this.#model.width) > LEAST_CHANGE) this.send({ type: "resized", width });
    }).observe(content);
  }

  override render(): TemplateResult {
    return page(this.#model, this.send);
  }

  /** The language and title follow the model; focus is never left on something that is gone. */
  override updated(): void {
    const text = textIn(this.#model.lang);
    document.documentElement.lang = text.htmlLang;
    const title = this.renderRoot.querySelector("h1")?.textContent?.trim();
    document.title = title && title !== text.name ? `${title} – ${text.name}` : text.name;
    const root = this.renderRoot as ShadowRoot;
    if (this.#lastFocus && !this.#lastFocus.isConnected && !root.activeElement) this.#focus("title");
    this.#lastFocus = root.activeElement;
  }
  #lastFocus: Element | null = null;

  constructor() {
    super();
    this.addEventListener("focusin", () => {
      this.#lastFocus = (this.renderRoot as ShadowRoot).activeElement;
    });
  }

  #focus(id: string): void {
    void this.updateComplete.then(() => {
      const target = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
      for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
      target?.focus();
      target?.scrollIntoView({ block: id === "title" ? "nearest" : "start" });
      if (id === "title") scrollTo(0, 0);
    });
  }
}

customElements.define("riks-page", RiksPage);
