// @ts-check
// The search dialog: a field, two filters and a list of links, filled from Pagefind's index of the built pages.

import { made, one } from "./rows.js";

const ROOT = new URL("../../", import.meta.url);
const FIRST = 6; // results at first and at each further step; each is a small file of its own
const TYPING = 200; // milliseconds without a key before a search

/** @type {HTMLDialogElement | undefined} */
let dialog;
/** @type {Promise<any> | undefined} */
let pagefind;
// The kind that few look for: its pages are found only when it is chosen.
const ASIDE = /** @type {HTMLElement | null} */ (document.querySelector(".search-open"))?.dataset.aside ?? "";
const ASIDE_FILTER = `kind-${ASIDE.toLowerCase().replaceAll(" ", "-")}`;
let turn = 0;
let wait = 0;

function engine() {
  pagefind ??= import(new URL("pagefind/pagefind.js", ROOT).href).then(async (found) => {
    await found.options({ baseUrl: ROOT.pathname, excerptLength: 24 });
    await found.init();
    return found;
  });
  pagefind.catch(() => (pagefind = undefined));
  return pagefind;
}

/**
 * Open the dialog, made when it is first opened.
 * @param {string} words to search for at once
 */
export async function openSearch(words) {
  dialog ??= await build();
  const field = /** @type {HTMLInputElement} */ (one(dialog, "input[type=search]"));
  if (words) field.value = words;
  if (!dialog.open) dialog.showModal();
  field.select();
  field.focus();
  engine().then(fillFilters, unavailable);
  if (field.value) search();
}

/** @returns {Promise<HTMLDialogElement>} */
async function build() {
  const style = made("link", { rel: "stylesheet", href: new URL("assets/search-dialog.css", ROOT).href });
  const styled = new Promise((done) => ["load", "error"].forEach((name) => style.addEventListener(name, done)));
  document.head.append(style);
  const field = made("input", {
    type: "search",
    id: "search-words",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: "200",
    enterkeyhint: "search",
  });
  const close = made("button", { type: "button", class: "search-close" }, "Close");
  const key = made("input", { type: "checkbox", id: "search-key" });
  const element = /** @type {HTMLDialogElement} */ (
    made(
      "dialog",
      { class: "search-dialog md-typeset", "aria-labelledby": "search-title" },
      made("div", { class: "search-head" }, made("h2", { id: "search-title" }, "Search"), close),
      made("label", { for: "search-words" }, "Words to look for in every page"),
      field,
      made("div", { class: "search-filters" }, filter("kind", "Kind of page"), filter("theme", "Theme")),
      made("p", { class: "search-told", role: "status" }),
      made("ol", { class: "search-found" }),
      made("p", { class: "search-more" }),
      made(
        "p",
        { class: "search-foot" },
        made("a", { href: new URL("library/", ROOT).href }, "See the whole library"),
        made("label", { for: "search-key" }, key, " Open search with the key /"),
      ),
    )
  );
  key.toggleAttribute("checked", localStorage.getItem("wwis-search-key") !== "off");
  key.addEventListener("change", () =>
    localStorage.setItem("wwis-search-key", /** @type {HTMLInputElement} */ (key).checked ? "on" : "off"),
  );
  field.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(search, TYPING);
  });
  for (const select of element.querySelectorAll("select")) select.addEventListener("change", () => search());
  close.addEventListener("click", shut);
  element.addEventListener("click", (event) => event.target === element && shut());
  element.addEventListener("keydown", move);
  document.body.append(element);
  await styled;
  return element;
}

/**
 * @param {string} name
 * @param {string} title
 */
function filter(name, title) {
  const every = made("option", { value: "" }, "Any");
  return made("p", {}, made("label", { for: `search-${name}` }, title), made("select", { id: `search-${name}`, name }, every));
}

/** @returns {HTMLSelectElement[]} */
function filters() {
  return dialog ? [...dialog.querySelectorAll("select")] : [];
}

/** @param {any} found */
async function fillFilters(found) {
  const known = await found.filters();
  for (const select of filters()) {
    if (select.options.length > 1) continue;
    for (const [name, values] of Object.entries(known).sort()) {
      const [label] = Object.keys(/** @type {object} */ (values));
      if (name.startsWith(`${select.name}-`)) select.append(made("option", { value: name, "data-label": label }, label));
    }
  }
}

/** Close it, and leave its field at once: until the next frame, a key would still go to what is no longer there. */
function shut() {
  dialog?.close();
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  if (dialog?.contains(focused)) focused?.blur();
}

/**
 * Up and down lead through the results and back to the field; Escape closes, wherever it is pressed: browsers
 * would only empty the field.
 * @param {KeyboardEvent} event
 */
function move(event) {
  if (event.key === "Escape") {
    event.preventDefault();
    shut();
  }
  if (!dialog || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const field = one(dialog, "input[type=search]");
  const links = [field, .../** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll(".search-found a"))];
  const now = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (now < 0) return;
  event.preventDefault();
  links[Math.max(0, Math.min(links.length - 1, now + (event.key === "ArrowDown" ? 1 : -1)))].focus();
}

async function search() {
  if (!dialog) return;
  const mine = ++turn;
  const words = /** @type {HTMLInputElement} */ (one(dialog, "input[type=search]")).value.trim();
  const told = one(dialog, ".search-told");
  if (!words) {
    show([], 0);
    told.textContent = "";
    return;
  }
  /** @type {Record<string, any>} */
  const chosen = Object.fromEntries(
    filters().flatMap((select) => (select.value ? [[select.value, select.selectedOptions[0].dataset.label]] : [])),
  );
  if (ASIDE && filters().every((select) => select.name !== "kind" || !select.value)) {
    chosen.not = { [ASIDE_FILTER]: ASIDE };
  }
  try {
    const found = await (await engine()).search(words, { filters: chosen });
    if (mine !== turn) return;
    const number = found.results.length;
    await show(found.results, FIRST, mine);
    if (mine !== turn) return;
    for (const select of filters()) {
      for (const option of [...select.options].slice(1)) {
        const { label = "" } = option.dataset;
        option.text = `${label} (${found.totalFilters?.[option.value]?.[label] ?? 0})`;
      }
    }
    const hidden = (chosen.not && found.totalFilters?.[ASIDE_FILTER]?.[ASIDE]) || 0;
    if (hidden) one(dialog, ".search-more").append(" ", asideButton(hidden));
    told.textContent = number === 1 ? `1 page has “${words}”` : `${number || "No"} pages have “${words}”`;
  } catch {
    unavailable();
  }
}

/** @param {number} number how many pages of the kind that stands aside have the words too */
function asideButton(number) {
  const button = made("button", { type: "button" }, `Look at ${number} of the kind “${ASIDE}” `);
  button.addEventListener("click", () => {
    const kind = filters().find((select) => select.name === "kind");
    if (kind) kind.value = ASIDE_FILTER;
    search();
    kind?.focus();
  });
  return button;
}

function unavailable() {
  if (dialog) one(dialog, ".search-told").textContent = "The search cannot be loaded just now. The library list has every item.";
}

/**
 * @param {any[]} results
 * @param {number} most
 * @param {number} mine the search that these belong to
 */
async function show(results, most, mine = turn) {
  if (!dialog) return;
  const list = one(dialog, ".search-found");
  const pages = await Promise.all(results.slice(0, most).map((result) => result.data()));
  if (mine !== turn) return;
  list.replaceChildren(...pages.map(entry));
  const more = one(dialog, ".search-more");
  more.replaceChildren();
  if (results.length > most) {
    const button = made("button", { type: "button" }, `Show ${Math.min(FIRST, results.length - most)} more`);
    button.addEventListener("click", async () => {
      await show(results, most + FIRST, mine);
      /** @type {HTMLElement | undefined} */ (list.querySelectorAll("a")[most])?.focus();
    });
    more.append(button);
  }
}

/** @param {any} page one of Pagefind's results */
function entry(page) {
  const { title, kind, theme, where, ratings, note } = page.meta;
  const facts = [kind, theme, where].filter(Boolean).join(" · ");
  const parts = [made("a", { href: page.url }, title ?? page.url), made("p", { class: "search-facts" }, facts)];
  if (ratings) parts.push(made("p", { class: "search-ratings" }, ratings));
  if (note) parts.push(made("p", { class: "search-note" }, note));
  return made("li", {}, ...parts, made("p", { class: "search-excerpt" }, ...marked(page.excerpt)));
}

/**
 * An excerpt as text and marks, whatever else it may hold: nothing of it becomes markup.
 * @param {string} html
 * @returns {(Node | string)[]}
 */
function marked(html) {
  const read = new DOMParser().parseFromString(html, "text/html");
  return [...read.body.childNodes].map((node) =>
    node.nodeName === "MARK" ? made("mark", {}, node.textContent ?? "") : (node.textContent ?? ""),
  );
}
