// @ts-check
// The controls beside the list: what they show follows what is chosen, however it was chosen.

import { made, one } from "./rows.js";

/** @typedef {import("./facets.js").List} List */
/** @typedef {import("./facets.js").State} State */

/**
 * @param {ParentNode} form
 * @returns {HTMLInputElement[]}
 */
function boxes(form) {
  return [.../** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(".facet input"))];
}

/**
 * Tick what is chosen, and say how much is on where it is folded away.
 * @param {HTMLElement} form
 * @param {List} list
 * @param {State} state
 */
export function setControls(form, list, state) {
  for (const box of boxes(form)) box.checked = Boolean(state.chosen.get(box.name)?.has(box.value));
  let all = 0;
  for (const facet of list.facets) {
    const number = state.chosen.get(facet.id)?.size ?? 0;
    const details = form.querySelector(`[data-facet="${CSS.escape(facet.id)}"]`);
    if (details) one(details, ".facet-chosen").textContent = number ? `(${number} on)` : "";
    all += number;
  }
  one(form, ".finder-fold-label").textContent = all ? `Filters (${all} on)` : "Filters";
}

/**
 * Show beside each value how many items have it, of those that fit the other facets.
 * @param {HTMLElement} form
 * @param {List} list
 * @param {number[][]} counts
 */
export function setCounts(form, list, counts) {
  const known = new Map(
    list.facets.flatMap((facet, f) => facet.values.map((value, v) => [`${facet.id} ${value.id}`, counts[f][v]])),
  );
  for (const box of boxes(form)) {
    const number = known.get(`${box.name} ${box.value}`) ?? 0;
    const line = /** @type {HTMLElement} */ (box.closest("li"));
    line.classList.toggle("none", number === 0);
    const words = made("span", { class: "unseen" }, number === 1 ? " item" : " items");
    one(line, ".count").replaceChildren(String(number), words);
  }
}

/**
 * Show what is on above the list, each with a way to take it away.
 * @param {HTMLElement} chips
 * @param {List} list
 * @param {State} state
 * @param {HTMLElement} otherwise takes the focus that stood on the last one taken away
 */
export function showChips(chips, list, state, otherwise) {
  const on = list.facets.flatMap((facet) =>
    facet.values
      .filter((value) => state.chosen.get(facet.id)?.has(value.id))
      .map((value) => chip(facet.title, value.label, { "data-facet": facet.id, "data-value": value.id })),
  );
  if (state.words) on.unshift(chip("Words", state.words, { "data-facet": "q" }));
  if (on.length > 1) on.push(made("li", {}, made("button", { type: "button", class: "clear" }, "Clear all")));
  const focused = chips.contains(document.activeElement);
  chips.replaceChildren(...on);
  chips.hidden = on.length === 0;
  if (focused) /** @type {HTMLElement} */ (chips.querySelector("button") ?? otherwise).focus();
}

/**
 * @param {string} title
 * @param {string} label
 * @param {Record<string, string>} data
 */
function chip(title, label, data) {
  const off = made("span", { class: "unseen" }, "Take away ");
  return made("li", {}, made("button", { type: "button", ...data }, off, `${title}: `, made("b", {}, label)));
}
