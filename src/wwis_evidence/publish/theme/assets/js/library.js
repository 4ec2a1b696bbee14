// @ts-check
// The library's list: what is chosen on the page goes into the address, and what stands in the address is shown.

import { MOST_PICKS, read, STEP, untouched, write } from "./address.js";
import { readSummaries, summaries, theList } from "./data.js";
import { narrow } from "./facets.js";
import { setControls, setCounts, showChips } from "./panel.js";
import { grouped, made, one, Rows } from "./rows.js";
import * as tray from "./tray.js";

/** @typedef {import("./facets.js").List} List */
/** @typedef {import("./facets.js").State} State */

const TYPING = 250; // milliseconds without a key before the list follows

const page = document.querySelector(".library-columns");
if (page) start(/** @type {HTMLElement} */ (page));

/** @param {HTMLElement} page */
function start(page) {
  const form = one(page, ".finder");
  const field = /** @type {HTMLInputElement} */ (one(form, "input[type=search]"));
  const sort = /** @type {HTMLSelectElement} */ (one(page, "#results-sort"));
  const place = one(page, ".results-list");
  const picked = one(page, ".tray");
  const count = one(page, ".results-count");
  const chips = one(page, ".chosen");
  const more = one(page, ".more-button");
  const asItCame = [...place.childNodes];
  const rows = new Rows(page);
  let turn = 0;

  /**
   * Do something with the list and what is chosen, or say that the list did not come.
   * @param {(list: List, state: State) => unknown} work
   * @param {boolean} typed whether the words are those in the field, not those in the address
   */
  async function using(work, typed = true) {
    try {
      const list = await theList();
      const state = read(location.search, list);
      await work(list, typed ? { ...state, words: field.value.trim() } : state);
    } catch (error) {
      console.error(error);
      count.textContent = "The list could not be loaded. The page shows what it came with; try again later.";
      document.documentElement.classList.remove("narrowing");
    }
  }

  /**
   * Go to what is chosen now, as a step to go back from or in place of the last one.
   * @param {List} list
   * @param {State} state
   * @param {boolean} replacing
   */
  function go(list, state, replacing = false) {
    const address = location.pathname + write(list, state);
    if (address !== location.pathname + location.search) {
      history[replacing ? "replaceState" : "pushState"](null, "", address);
    }
    return follow(list, state);
  }

  /**
   * Show what is chosen. A later choice overtakes one that still waits for its data.
   * @param {List} list
   * @param {State} state
   */
  async function follow(list, state) {
    const mine = ++turn;
    if (field.value.trim() !== state.words) field.value = state.words;
    sort.value = state.sort;
    setControls(form, list, state);
    if (state.words) await readSummaries(list);
    if (mine !== turn) return;
    const { items: fitting, counts } = narrow(list, state);
    setCounts(form, list, counts);
    tray.show(picked, list, state.picks, false);
    showChips(chips, list, state, field);
    const shown = fitting.slice(0, state.shown);
    const texts = untouched(state) ? new Map() : await summaries(list, shown);
    if (mine !== turn) return;
    if (untouched(state)) {
      place.replaceChildren(...asItCame);
      for (const box of picks()) box.checked = state.picks.includes(box.value);
    } else if (shown.length) {
      const made = shown.map((i) => rows.row(list, i, texts.get(i.slug) ?? "", state.picks.includes(i.slug)));
      const heading = state.sort === "theme" ? "" : `Sorted by ${sort.selectedOptions[0].text}`;
      place.replaceChildren(...grouped(list, shown, made, heading));
    } else {
      place.replaceChildren(nothing());
    }
    more.hidden = shown.length === fitting.length;
    const all = list.items.length;
    const noun = all === 1 ? "item" : "items";
    count.textContent = fitting.length === all ? `${all} ${noun}` : `${fitting.length} of ${all} ${noun}`;
    one(form, ".finder-done").textContent = `Show ${count.textContent}`;
    document.documentElement.classList.remove("narrowing");
  }

  function nothing() {
    const clear = made("button", { type: "button", class: "clear" }, "Clear all filters");
    const search = made("button", { type: "button", class: "search-too" }, "search every word of every page");
    return made("p", { class: "not-stated nothing" }, "Nothing fits all of this. ", clear, " or ", search, ".");
  }

  /** @returns {HTMLInputElement[]} */
  function picks() {
    return [.../** @type {NodeListOf<HTMLInputElement>} */ (place.querySelectorAll(".pick input"))];
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!form.classList.contains("unfolded")) return;
    one(form, ".finder-fold").click();
    count.focus();
    count.scrollIntoView();
  });
  form.addEventListener("focusin", () => theList().catch(() => {}), { once: true });
  form.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    const { name, value, checked } = box;
    using((list, state) => go(list, changed(state, name, value, checked)));
  });

  let wait = 0;
  field.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      using((list, state) => {
        // One step back undoes a whole text, not its last letter.
        const going = read(location.search, list).words !== "" && state.words !== "";
        return go(list, { ...state, shown: STEP }, going);
      });
    }, TYPING);
  });

  sort.addEventListener("change", () => {
    const value = sort.value;
    using((list, state) => go(list, { ...state, sort: value }));
  });
  more.addEventListener("click", () => {
    using(async (list, state) => {
      const before = place.querySelectorAll(".item").length;
      await go(list, { ...state, shown: state.shown + STEP }, true);
      /** @type {HTMLElement | undefined} */ (place.querySelectorAll(".item-title a")[before])?.focus();
    });
  });

  page.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.name !== "pick") return;
    const { value, checked } = box;
    using((list, state) => {
      const others = state.picks.filter((slug) => slug !== value);
      const full = checked && others.length >= MOST_PICKS;
      box.checked = checked && !full;
      choose(list, state, checked && !full ? [...others, value] : others, full);
    });
  });

  /**
   * Change what is picked; the list itself stays as it is.
   * @param {List} list
   * @param {State} state
   * @param {string[]} slugs
   * @param {boolean} full
   */
  function choose(list, state, slugs, full = false) {
    history.replaceState(null, "", location.pathname + write(list, { ...state, picks: slugs }));
    for (const box of picks()) box.checked = slugs.includes(box.value);
    tray.show(picked, list, slugs, full);
  }

  page.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (!button) return;
    const { facet, value, unpick, format } = button.dataset;
    if (button.classList.contains("clear")) {
      field.value = "";
      using((list, state) => go(list, { ...state, words: "", chosen: new Map(), shown: STEP }));
      field.focus();
    } else if (button.classList.contains("search-too")) {
      const words = field.value;
      document.dispatchEvent(new CustomEvent("open-search", { detail: words }));
    } else if (button.classList.contains("finder-fold")) {
      const open = form.classList.toggle("unfolded");
      button.setAttribute("aria-expanded", String(open));
    } else if (button.classList.contains("tray-clear")) {
      using((list, state) => {
        choose(list, state, []);
        /** @type {HTMLElement | null} */ (place.querySelector(".pick input"))?.focus();
      });
    } else if (unpick !== undefined) {
      using((list, state) => {
        choose(list, state, state.picks.filter((slug) => slug !== unpick));
        const next = picked.querySelector("button") ?? place.querySelector(".pick input");
        /** @type {HTMLElement | null} */ (next)?.focus();
      });
    } else if (format !== undefined) {
      using((list, state) => download(list, state, format));
    } else if (facet === "q") {
      field.value = "";
      using((list, state) => go(list, { ...state, words: "", shown: STEP }));
    } else if (facet !== undefined) {
      using((list, state) => go(list, changed(state, facet, value ?? "", false)));
    }
  });

  /**
   * @param {List} list
   * @param {State} state
   * @param {string} format
   */
  async function download(list, state, format) {
    if (state.words) await readSummaries(list);
    const { items } = narrow(list, state);
    const texts = await summaries(list, items);
    const { csv, json, save } = await import("./download.js");
    const base = new URL(location.href);
    base.hash = "";
    const name = `library-${list.asOf}.${format}`;
    if (format === "csv") save(name, "text/csv;charset=utf-8", csv(list, items, texts, base));
    else save(name, "application/json", json(list, items, texts, base));
  }

  // Browsers bring back what was ticked before a reload; what is picked stands in the address alone.
  addEventListener("pageshow", (event) => {
    if (!event.persisted && location.search.length < 2) for (const box of picks()) box.checked = false;
  });
  addEventListener("popstate", () => using(follow, false));
  if (location.search.length > 1) using(follow, false);
}

/**
 * What is chosen with one value of a facet more or less.
 * @param {State} state
 * @param {string} facet
 * @param {string} value
 * @param {boolean} on
 * @returns {State}
 */
function changed(state, facet, value, on) {
  const ids = new Set(state.chosen.get(facet));
  if (on) ids.add(value);
  else ids.delete(value);
  const chosen = new Map(state.chosen);
  chosen.delete(facet);
  if (ids.size) chosen.set(facet, ids);
  return { ...state, chosen, shown: STEP };
}
