// @ts-check
// Up to three items side by side, from the file that lies beside each.

import { MOST_PICKS } from "./address.js";
import { made } from "./rows.js";

/**
 * @typedef {object} Compared
 * @property {string} slug
 * @property {string} title
 * @property {[string, string, number | null, number][]} ratings title, words, bar counted from 1, number of bars
 * @property {[string, string[]][]} rows label and texts
 */

const place = /** @type {HTMLElement | null} */ (document.querySelector(".compared"));
if (place) show(place);

/** @param {HTMLElement} place */
async function show(place) {
  const library = new URL(place.dataset.library ?? "", location.href);
  const asked = [...new Set(new URLSearchParams(location.search).getAll("item"))];
  const slugs = asked.filter((slug) => /^[a-z0-9-]{1,100}$/.test(slug)).slice(0, MOST_PICKS);
  const answers = await Promise.allSettled(slugs.map((slug) => fetched(slug, library)));
  const items = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  if (items.length === 0) {
    const list = made("a", { href: library.href }, "Pick two or three items in the library");
    place.replaceChildren(made("p", { class: "not-stated" }, "You have picked nothing to compare yet. ", list, "."));
    return;
  }
  const missing = asked.length - items.length;
  const told = missing ? [made("p", { class: "notice" }, `${missing} of those asked for cannot be shown.`)] : [];
  place.replaceChildren(...told, table(items, library), another(items, library));
}

/**
 * @param {string} slug
 * @param {URL} library
 * @returns {Promise<Compared>}
 */
async function fetched(slug, library) {
  const response = await fetch(new URL(`${slug}/compare.json`, library));
  if (!response.ok) throw new Error(String(response.status));
  return { ...(await response.json()), slug };
}

/**
 * A row for each rating and each label that any item has; on small screens each cell says whose it is.
 * @param {Compared[]} items
 * @param {URL} library
 */
function table(items, library) {
  const corner = made("th", { scope: "col", role: "columnheader" }, "What the record says");
  const heads = items.map((item) => {
    const link = made("a", { href: new URL(`${item.slug}/`, library).href }, item.title);
    const head = made("th", { scope: "col", role: "columnheader" }, link);
    if (items.length > 1) {
      const others = items.filter((other) => other !== item).map((other) => `item=${other.slug}`);
      const text = made("span", { class: "unseen" }, ` ${item.title}`);
      head.append(made("a", { class: "take-away", href: `?${others.join("&")}` }, "Take away", text));
    }
    return head;
  });
  const ratings = titles(items.map((item) => item.ratings.map(([title]) => title)));
  const labels = titles(items.map((item) => item.rows.map(([label]) => label)));
  const rows = [
    ...ratings.map((title) => line(title, items, (item) => rating(item, title))),
    ...labels.map((label) => line(label, items, (item) => texts(item, label))),
  ];
  const head = made("thead", { role: "rowgroup" }, made("tr", { role: "row" }, corner, ...heads));
  const body = made("tbody", { role: "rowgroup" }, ...rows);
  const columns = `grid comparing comparing-${items.length}`;
  return made("table", { class: columns, role: "table" }, head, body);
}

/**
 * Each title once, in the order of the first item that has it.
 * @param {string[][]} lists
 */
function titles(lists) {
  return [...new Set(lists.flat())];
}

/**
 * @param {string} title
 * @param {Compared[]} items
 * @param {(item: Compared) => Node[]} content
 */
function line(title, items, content) {
  const cells = items.map((item) => {
    const found = content(item);
    const whose = made("span", { class: "whose", "aria-hidden": "true" }, item.title);
    const text = found.length ? found : [made("span", { class: "note" }, "Not stated")];
    return made("td", { role: "cell" }, whose, ...text);
  });
  return made("tr", { role: "row" }, made("th", { scope: "row", role: "rowheader" }, title), ...cells);
}

/**
 * @param {Compared} item
 * @param {string} title
 */
function rating(item, title) {
  return item.ratings.filter(([other]) => other === title).map(([, words, bar, of]) => {
    const steps = Array.from({ length: of }, (_, step) =>
      made("span", { class: step < (bar ?? 0) ? "step step-on" : "step" }),
    );
    return made("span", { class: "compared-rating" }, made("span", { class: "steps", "aria-hidden": "true" }, ...steps), made("strong", {}, words));
  });
}

/**
 * @param {Compared} item
 * @param {string} label
 */
function texts(item, label) {
  const found = item.rows.find(([other]) => other === label)?.[1] ?? [];
  if (found.length < 2) return found.map((text) => document.createTextNode(text));
  return [made("ul", {}, ...found.map((text) => made("li", {}, text)))];
}

/**
 * @param {Compared[]} items
 * @param {URL} library
 */
function another(items, library) {
  const picks = items.map((item) => `pick=${item.slug}`).join("&");
  return made("p", {}, made("a", { href: `${library.href}?${picks}` }, "Back to the library with these picked"));
}
