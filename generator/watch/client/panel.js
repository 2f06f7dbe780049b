// What is wrong, over the page: the terminal's words. In a shadow tree with a style of its own, so
// that neither the site's style reaches it nor its style the site.

const STYLE = `
:host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; direction: ltr; }
section { font: 15px/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff8f6;
  border-top: 4px solid #b3261e; box-shadow: 0 -4px 24px rgb(0 0 0 / 25%); max-height: 65vh;
  overflow: auto; padding: 12px 20px 16px; text-align: left; }
section.mild { border-color: #8a5a00; background: #fffaf0; }
header { display: flex; gap: 16px; align-items: baseline; }
h2 { font-size: 17px; margin: 0; flex: 1; }
ol { list-style: none; margin: 8px 0 0; padding: 0; }
li { padding: 8px 0; border-top: 1px solid #e4d5d2; overflow-wrap: anywhere; }
.place { font: 13px/1.4 ui-monospace, monospace; color: #5b4a47; }
.words { font-weight: 600; margin: 2px 0; }
pre { font: 13px/1.4 ui-monospace, monospace; margin: 4px 0; overflow: auto; }
.cure { margin: 2px 0 0; }
button { font: inherit; color: inherit; background: #fff; border: 1px solid #5b4a47;
  border-radius: 4px; padding: 4px 12px; cursor: pointer; }
button:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
.badge { position: fixed; right: 16px; bottom: 16px; box-shadow: 0 2px 8px rgb(0 0 0 / 30%); }
.badge.error { background: #b3261e; color: #fff; border-color: #b3261e; }
@media (prefers-color-scheme: dark) {
  section { color: #f3ecea; background: #2a1917; }
  section.mild { background: #2a2217; }
  li { border-color: #5b4a47; }
  .place { color: #cdb9b5; }
  button { background: #1b1b1b; }
}`;

export const NAME = "broadsheet-preview";

function made(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

export class Panel {
  constructor() {
    this.host = document.createElement(NAME);
    const tree = this.host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    tree.adoptedStyleSheets = [sheet];
    this.tree = tree;
    this.hidden = ""; // what was put away: it comes again only if it is something else
    this.state = "";
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.tree.querySelector("section")) this.putAway();
    });
  }

  // state: {problems, trouble, isInPlace}; notice: words while there is nothing else to say
  show(state, notice = "") {
    const now = JSON.stringify([state.problems, state.trouble, state.isInPlace, notice]);
    if (now === this.state) return;
    this.state = now;
    this.data = { ...state, notice };
    this.draw(this.hasErrors() && this.hidden !== now);
  }

  hasErrors() {
    return Boolean(this.data.trouble) || this.data.problems.some((problem) => problem.isError);
  }

  putAway() {
    this.hidden = this.state;
    this.draw(false);
    this.tree.querySelector("button")?.focus();
  }

  draw(isOpen) {
    this.tree.replaceChildren();
    const { problems, trouble, notice } = this.data;
    if (isOpen) this.tree.append(this.opened());
    else if (problems.length || trouble) this.tree.append(this.badge());
    else if (notice) this.tree.append(made("section", "mild", notice));
    const isNeeded = this.tree.childNodes.length > 0;
    if (isNeeded && !this.host.isConnected) document.documentElement.append(this.host);
    if (!isNeeded) this.host.remove();
  }

  title() {
    const { problems, trouble, isInPlace } = this.data;
    const errors = problems.filter((problem) => problem.isError).length;
    const parts = [];
    if (errors) parts.push(counted(errors, "error"));
    if (problems.length > errors) parts.push(counted(problems.length - errors, "warning"));
    const words = parts.join(", ");
    if (trouble) return words ? `${trouble} – ${words}` : trouble;
    return errors && !isInPlace ? `${words}: nothing is published until they are mended` : words;
  }

  opened() {
    const section = made("section", this.hasErrors() ? "" : "mild");
    section.setAttribute("role", "alert");
    section.lang = "en";
    const header = made("header");
    const button = made("button", "", "Hide (Esc)");
    button.addEventListener("click", () => this.putAway());
    header.append(made("h2", "", this.title()), button);
    const list = made("ol");
    for (const problem of this.data.problems) {
      const item = made("li");
      const kind = problem.isError ? "error" : "warning";
      item.append(made("div", "place", `${problem.place} · ${kind}[${problem.code}]`));
      item.append(made("p", "words", problem.message));
      if (problem.excerpt) item.append(made("pre", "", problem.excerpt));
      if (problem.cure) item.append(made("p", "cure", problem.cure));
      list.append(item);
    }
    section.append(header, list);
    return section;
  }

  badge() {
    const button = made("button", `badge ${this.hasErrors() ? "error" : ""}`, this.title());
    button.lang = "en";
    button.addEventListener("click", () => {
      this.draw(true);
      this.tree.querySelector("button").focus();
    });
    return button;
  }
}
