// @ts-check
// What is picked to be compared, and the way to the comparison.

import { MOST_PICKS } from "./address.js";
import { made } from "./rows.js";

/** @typedef {import("./facets.js").List} List */

/**
 * Show what is picked, or nothing.
 * @param {HTMLElement} tray
 * @param {List} list
 * @param {string[]} picks
 * @param {boolean} full whether a further one was refused just now
 */
export function show(tray, list, picks, full) {
  const titles = new Map(list.items.map((item) => [item.slug, item.title]));
  if (tray.hidden && picks.length === 0) return;
  tray.hidden = picks.length === 0;
  document.documentElement.classList.toggle("with-tray", picks.length > 0);
  const address = `../compare/?${picks.map((slug) => `item=${slug}`).join("&")}`;
  const go =
    picks.length > 1
      ? made("a", { class: "tray-go", href: address }, `Compare these ${picks.length}`)
      : made("span", { class: "tray-wait" }, "Pick one or two more to compare");
  const told = full ? `Up to ${MOST_PICKS} can be compared: take one away first.` : `${picks.length} of ${MOST_PICKS} picked.`;
  tray.replaceChildren(
    made("ul", {}, ...picks.map((slug) => made("li", {}, removal(slug, titles.get(slug) ?? slug)))),
    made("p", { class: "tray-told" }, told),
    made("p", {}, go, " ", made("button", { type: "button", class: "tray-clear" }, "Clear")),
  );
}

/**
 * @param {string} slug
 * @param {string} title
 */
function removal(slug, title) {
  const button = made("button", { type: "button", "data-unpick": slug, title: "Take away" }, title);
  button.prepend(made("span", { class: "unseen" }, "Take away "));
  return button;
}
