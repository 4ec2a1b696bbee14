// @ts-check
// Rows of the list, cloned from the first that the page came with, so that all are made alike.

/** @typedef {import("./facets.js").List} List */
/** @typedef {import("./facets.js").Item} Item */

/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {T}
 */
export function one(within, selector) {
  const found = within.querySelector(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return /** @type {any} */ (found);
}

/**
 * An element with text and attributes; text never becomes markup.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
export function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export class Rows {
  /**
   * @param {HTMLElement} page the library's element, as it came
   */
  constructor(page) {
    this.pattern = /** @type {HTMLElement} */ (one(page, ".item").cloneNode(true));
    this.line = /** @type {HTMLElement} */ (one(this.pattern, ".rating-line").cloneNode(true));
    this.pictures = new Map();
    for (const box of page.querySelectorAll(".facet input")) {
      const picture = box.parentElement?.querySelector("svg");
      const { name, value } = /** @type {HTMLInputElement} */ (box);
      if (picture) this.pictures.set(`${name} ${value}`, picture);
    }
  }

  /**
   * @param {List} list
   * @param {Item} item
   * @param {string} summary
   * @param {boolean} picked
   */
  row(list, item, summary, picked) {
    const row = /** @type {HTMLElement} */ (this.pattern.cloneNode(true));
    row.dataset.slug = item.slug;
    const link = /** @type {HTMLAnchorElement} */ (one(row, ".item-title a"));
    link.textContent = item.title;
    link.setAttribute("href", `../library/${item.slug}/`);
    const facts = [item.where, themeOf(list, item)];
    if (valuesOf(list, item, "kind")[0]?.id === "research-report") facts.push("Research report");
    one(row, ".item-facts").textContent = facts.join(" · ");
    one(row, ".item-summary").textContent = summary;
    one(row, ".provenance").textContent = item.note;
    row.querySelectorAll(".rating-line").forEach((line) => line.remove());
    const lines = list.facets.flatMap((facet) => (facet.bars ? this.ratingLines(list, item, facet.id) : []));
    one(row, ".provenance").before(...lines);
    const box = /** @type {HTMLInputElement} */ (one(row, ".pick input"));
    box.value = item.slug;
    box.checked = picked;
    one(row, ".pick .unseen").textContent = `: ${item.title}`;
    return row;
  }

  /**
   * @param {List} list
   * @param {Item} item
   * @param {string} facet
   */
  ratingLines(list, item, facet) {
    return valuesOf(list, item, facet).map((value) => {
      const line = /** @type {HTMLElement} */ (this.line.cloneNode(true));
      line.querySelector("svg")?.replaceWith(this.pictures.get(`${facet} ${value.id}`)?.cloneNode(true) ?? "");
      one(line, ".rating-name").textContent = list.facets.find((other) => other.id === facet)?.title ?? "";
      one(line, "strong").textContent = value.label;
      return line;
    });
  }
}

/**
 * An item's values of a facet.
 * @param {List} list
 * @param {Item} item
 * @param {string} id
 */
export function valuesOf(list, item, id) {
  const place = list.facets.findIndex((facet) => facet.id === id);
  return place < 0 ? [] : item.of[place].map((value) => list.facets[place].values[value]);
}

/**
 * @param {List} list
 * @param {Item} item
 */
export function themeOf(list, item) {
  return valuesOf(list, item, "theme")[0]?.label ?? "Theme not stated";
}

/**
 * Rows under headings: by theme where that is the order, otherwise under one that names the order.
 * @param {List} list
 * @param {Item[]} items
 * @param {HTMLElement[]} rows
 * @param {string} heading the order's name, or "" for themes
 */
export function grouped(list, items, rows, heading) {
  /** @type {Map<string, HTMLElement[]>} */
  const groups = new Map();
  items.forEach((item, place) => {
    const title = heading || themeOf(list, item);
    groups.set(title, [...(groups.get(title) ?? []), rows[place]]);
  });
  return [...groups].flatMap(([title, found]) => [made("h2", {}, title), made("ul", { class: "items" }, ...found)]);
}
