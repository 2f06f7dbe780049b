// A page that follows its source: when it is made again, it is patched in place. Scroll, focus,
// what was typed and what was opened stay as they are.

import { Idiomorph } from "./idiomorph.js";
import { NAME, Panel } from "./panel.js";

const TAG = "script[data-broadsheet]";
const CHANGED = "broadsheet-changed";
const SHEET_WAIT_MS = 2000;
const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, blockquote, figcaption, td, th, pre, dt, dd";
const NAMED = `${BLOCKS}, details, input, textarea, select`;

const script = document.querySelector(TAG);
const place = new URL("..", script.src).pathname.replace(/\/$/, "");
const panel = new Panel();
let digest = script.dataset.broadsheet;
let state = { problems: [], trouble: "", isInPlace: true, follows: false };
let file = ""; // the page's file in the output

// ---- the page, patched

let isAtWork = false;
let isStale = false;

async function refresh(toChange = false) {
  if (isAtWork) {
    isStale = true;
    return;
  }
  isAtWork = true;
  try {
    do {
      isStale = false;
      await patch(toChange);
    } while (isStale);
  } catch (fault) {
    console.warn("the preview could not be patched", fault);
  } finally {
    isAtWork = false;
  }
}

async function patch(toChange) {
  const response = await fetch(location.href.split("#")[0], { cache: "no-store" });
  if (!(response.headers.get("content-type") ?? "").startsWith("text/html")) return;
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  const found = next.querySelector(TAG)?.dataset.broadsheet;
  if (found === undefined || found === digest) return;
  if (digest === "") return location.reload(); // what only waits may load nothing of the site
  await sheetsOf(next);
  const before = texts(document);
  const anchor = anchored();
  const forget = named(next);
  Idiomorph.morph(document.documentElement, next.documentElement, {
    morphStyle: "outerHTML",
    callbacks: { beforeNodeMorphed, beforeNodeRemoved, beforeAttributeUpdated },
  });
  forget();
  digest = found;
  anchor();
  if (toChange) goTo(firstOther(before));
}

// What stands in both pages has one name in them for the moment, so that it stays the same element
// when something comes in before it, with all that it holds: focus, selection, what is open.
function named(next) {
  const known = new Map();
  for (const element of document.querySelectorAll(NAMED)) {
    if (element.id) continue;
    const key = keyOf(element);
    known.set(key, [...(known.get(key) ?? []), element]);
  }
  let count = 0;
  for (const element of next.querySelectorAll(NAMED)) {
    const old = element.id ? undefined : known.get(keyOf(element))?.shift();
    if (old) old.id = element.id = `${NAME}-${(count += 1)}`;
  }
  return () => {
    for (const element of document.querySelectorAll(`[id^="${NAME}-"]`)) {
      element.removeAttribute("id");
    }
  };
}

function keyOf(element) {
  if (element instanceof HTMLDetailsElement) {
    return `details ${element.querySelector("summary")?.textContent}`;
  }
  return `${element.tagName} ${element.getAttribute("name") ?? ""} ${element.textContent}`;
}

// A new style sheet is there before the page that needs it, so that nothing is ever unstyled.
function sheetsOf(next) {
  const known = new Set([...document.querySelectorAll('link[rel~="stylesheet"]')].map(href));
  const fresh = [...next.querySelectorAll('link[rel~="stylesheet"]')].filter(
    (link) => !known.has(href(link)),
  );
  return Promise.all(
    fresh.map(
      (link) =>
        new Promise((resolve) => {
          const early = document.importNode(link, true);
          early.onload = early.onerror = resolve;
          setTimeout(resolve, SHEET_WAIT_MS);
          document.head.append(early);
        }),
    ),
  );
}

function href(link) {
  return new URL(link.getAttribute("href") ?? "", location.href).href;
}

function beforeNodeRemoved(node) {
  return node.nodeName.toLowerCase() !== NAME;
}

// What the reader has typed or chosen is theirs.
function beforeNodeMorphed(old) {
  if (old instanceof HTMLInputElement) {
    return old.value === old.defaultValue && old.checked === old.defaultChecked;
  }
  if (old instanceof HTMLTextAreaElement) return old.value === old.defaultValue;
  if (old instanceof HTMLSelectElement) {
    return [...old.options].every((option) => option.selected === option.defaultSelected);
  }
  return true;
}

function beforeAttributeUpdated(name, node) {
  const opens = node instanceof HTMLDetailsElement || node instanceof HTMLDialogElement;
  return !(opens && name === "open");
}

// What stands at the top of the window stays there, whatever grows above it.
function anchored() {
  if (scrollY === 0) return () => {};
  const element = blocks(document).find((block) => block.getBoundingClientRect().bottom > 0);
  const top = element?.getBoundingClientRect().top;
  return () => {
    if (!element?.isConnected) return;
    const moved = element.getBoundingClientRect().top - top;
    if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
  };
}

// ---- the paragraph that changed

function blocks(page) {
  return [...(page.querySelector("main") ?? page.body).querySelectorAll(BLOCKS)];
}

function texts(page) {
  return blocks(page).map((block) => block.textContent.trim());
}

function firstOther(before) {
  const now = blocks(document);
  return now.find((block, number) => block.textContent.trim() !== before[number]) ?? null;
}

function goTo(block) {
  if (!block) return;
  const { top, bottom } = block.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) block.scrollIntoView({ block: "center" });
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  block.animate([{ backgroundColor: "rgb(255 214 0 / 50%)" }, {}], 1200);
}

async function goToChange() {
  if (sessionStorage.getItem(CHANGED) !== location.pathname) return;
  sessionStorage.removeItem(CHANGED);
  const response = await fetch(`${place}/before?path=${encodeURIComponent(location.pathname)}`);
  if (response.status !== 200) return;
  const before = new DOMParser().parseFromString(await response.text(), "text/html");
  goTo(firstOther(texts(before)));
}

// ---- files that keep their address

function swap(paths) {
  const changed = new Set(paths);
  for (const picture of document.querySelectorAll("img[src], source[src], video[src], audio[src]")) {
    if (changed.has(fileAt(picture.src))) picture.src = fresh(picture.src);
  }
  for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
    if (!changed.has(fileAt(link.href))) continue;
    const next = link.cloneNode();
    next.href = fresh(link.href);
    next.onload = () => link.remove();
    link.after(next);
  }
}

function fileAt(address) {
  const url = new URL(address, location.href);
  const base = location.pathname.slice(0, location.pathname.length - pathInSite().length);
  if (url.origin !== location.origin || !url.pathname.startsWith(base)) return "";
  return decodeURIComponent(url.pathname.slice(base.length + 1));
}

function pathInSite() {
  const path = `/${file}`;
  const asFolder = path.replace(/index\.html$/, "");
  return decodeURIComponent(location.pathname).endsWith(path)
    ? encodeURI(path)
    : encodeURI(asFolder);
}

function fresh(address) {
  const url = new URL(address, location.href);
  url.searchParams.set("changed", Date.now());
  return url.href;
}

// ---- news

function hear(message) {
  switch (message.kind) {
    case "stream": // the first word of a new connection: something may have been missed
      return lookAtState();
    case "lost":
      return panel.show(state, "The preview has ended, or is being started again.");
    case "page":
      if (message.path === file) return refresh(state.follows && message.source !== "");
      if (state.follows && message.source && message.isLead) return follow(message.url);
      return undefined;
    case "files":
      if (message.changed === null) return refresh();
      if (message.changed.includes(file)) refresh();
      return swap(message.replaced);
    case "progress":
      if (digest === "") {
        panel.show(state, `The first edition is being made: ${message.what} ${message.number}.`);
      }
      return undefined;
    case "state":
      return take(message);
  }
  return undefined;
}

function take(message) {
  state = message;
  panel.show(state);
}

async function lookAtState() {
  const path = encodeURIComponent(location.pathname);
  const response = await fetch(`${place}/state?path=${path}`, { cache: "no-store" });
  if (!response.ok) return;
  const found = await response.json();
  file = found.file;
  take(found);
  if (found.digest !== digest) refresh();
}

function follow(url) {
  const base = location.pathname.slice(0, location.pathname.length - pathInSite().length);
  const path = base + encodeURI(url);
  sessionStorage.setItem(CHANGED, path);
  location.assign(path);
}

// Without shared workers (on some phones) each tab has a stream while it is looked at.
function listenAlone() {
  let source = null;
  const begin = () => {
    source = new EventSource(`${place}/events`);
    source.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.kind === "stream") {
        const body = JSON.stringify({ stream: message.name, paths: [location.pathname] });
        fetch(`${place}/shown`, { method: "POST", body }).catch(() => {});
      }
      hear({ ...message, isLead: true });
    };
  };
  const turn = () => {
    source?.close();
    source = null;
    if (document.visibilityState === "visible") begin();
  };
  document.addEventListener("visibilitychange", turn);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && turn());
  turn();
}

function listenTogether() {
  const worker = new SharedWorker(`${place}/client/worker.js`, "broadsheet");
  const show = (isNew) =>
    worker.port.postMessage({ kind: "shown", path: location.pathname, isNew });
  worker.port.onmessage = ({ data }) => hear(data);
  addEventListener("pagehide", () => worker.port.postMessage({ kind: "gone" }));
  addEventListener("pageshow", (event) => event.persisted && show(true));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") show(false);
  });
  addEventListener("focus", () => show(false));
  show(true);
}

lookAtState().then(goToChange);
if ("SharedWorker" in self) listenTogether();
else listenAlone();
