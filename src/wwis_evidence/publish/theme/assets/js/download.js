// @ts-check
// What is listed, as a file made in the reader's browser.

import { themeOf, valuesOf } from "./rows.js";

/** @typedef {import("./facets.js").List} List */
/** @typedef {import("./facets.js").Item} Item */

/**
 * A cell of a table. Spreadsheets run what begins like a formula, so such text gets an apostrophe before it.
 * @param {string} text
 */
export function cell(text) {
  const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/**
 * @param {List} list
 * @param {Item} item
 * @param {string} summary
 * @param {URL} base address of the list's page
 */
function described(list, item, summary, base) {
  const labels = (/** @type {string} */ id) => valuesOf(list, item, id).map((value) => value.label);
  return {
    title: item.title,
    address: new URL(`${item.slug}/`, base).href,
    kind: labels("kind")[0] ?? "",
    theme: themeOf(list, item),
    where: item.where,
    ratings: Object.fromEntries(
      list.facets.filter((facet) => facet.bars).map((facet) => [facet.title, labels(facet.id)[0] ?? ""]),
    ),
    whose_ratings: item.note,
    enablers: labels("enabler"),
    phases: labels("phase"),
    age_phases: labels("age"),
    areas_of_need: labels("need"),
    regions: labels("region"),
    measured_before_and_after: labels("figures").length > 0,
    last_change: item.changed,
    summary,
  };
}

/**
 * @param {List} list
 * @param {Item[]} items
 * @param {Map<string, string>} summaries
 * @param {URL} base
 */
export function csv(list, items, summaries, base) {
  const titles = list.facets.filter((facet) => facet.bars).map((facet) => facet.title);
  const head = ["Title", "Address", "Kind", "Theme", "Where", ...titles, "Whose ratings", "Enablers", "Phases"];
  head.push("Age phases", "Areas of need", "Regions", "Measured before and after", "Last change", "Summary");
  const rows = items.map((item) => {
    const known = described(list, item, summaries.get(item.slug) ?? "", base);
    return Object.values(known).flatMap((value) => {
      if (Array.isArray(value)) return value.join("; ");
      if (typeof value === "object") return titles.map((title) => value[title]);
      return typeof value === "boolean" ? (value ? "yes" : "no") : value;
    });
  });
  // The mark at the start tells spreadsheets that the text is UTF-8.
  return "\ufeff" + [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/**
 * @param {List} list
 * @param {Item[]} items
 * @param {Map<string, string>} summaries
 * @param {URL} base
 */
export function json(list, items, summaries, base) {
  const told = {
    schema: 1,
    library: list.title,
    licence: list.licence,
    as_of: list.asOf,
    address: base.href,
    items: items.map((item) => described(list, item, summaries.get(item.slug) ?? "", base)),
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

/**
 * Hand a file to the reader.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
