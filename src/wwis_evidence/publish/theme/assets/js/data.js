// @ts-check
// The files beside the list, each fetched once and only when it is needed.

import { parse, plain } from "./facets.js";

/** @typedef {import("./facets.js").List} List */
/** @typedef {import("./facets.js").Item} Item */

/** @type {Map<string, Promise<any>>} */
const asked = new Map();

/** @param {string} name */
function fetched(name) {
  let answer = asked.get(name);
  if (!answer) {
    answer = fetch(new URL(name, document.baseURI)).then((response) => {
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      return response.json();
    });
    answer.catch(() => asked.delete(name));
    asked.set(name, answer);
  }
  return answer;
}

/** @type {Promise<List> | undefined} */
let list;

/** @returns {Promise<List>} */
export function theList() {
  list ??= fetched("list.json").then(parse);
  list.catch(() => (list = undefined));
  return list;
}

/**
 * Summaries of some items, by slug.
 * @param {List} list
 * @param {Item[]} items
 * @returns {Promise<Map<string, string>>}
 */
export async function summaries(list, items) {
  const parts = new Set(items.map((item) => Math.floor(item.place / list.part) + 1));
  const found = new Map();
  for (const part of await Promise.all([...parts].map((number) => fetched(`summaries-${number}.json`)))) {
    for (const [slug, summary] of Object.entries(part)) found.set(slug, summary);
  }
  return found;
}

/** @type {Promise<void> | undefined} */
let withSummaries;

/**
 * Let the filter by words look at summaries too.
 * @param {List} list
 */
export function readSummaries(list) {
  withSummaries ??= summaries(list, list.items).then((found) => {
    for (const item of list.items) item.words += ` ${plain(found.get(item.slug) ?? "")}`;
  });
  withSummaries.catch(() => (withSummaries = undefined));
  return withSummaries;
}
