// @ts-check
// What a reader chose, as it stands in the address, so that it can be sent to others and gone back to.

/** @typedef {import("./facets.js").List} List */
/** @typedef {import("./facets.js").State} State */

/** Items shown at first, and more at each step; as many as the page without scripts has. */
export const STEP = 100;
/** Most items that can be compared. */
export const MOST_PICKS = 3;
const LONGEST = 100; // characters of the filter by words
const FREE_SORTS = ["title", "changed"];

/**
 * What an address asks for; what the list does not know is left out.
 * @param {string} search
 * @param {List} list
 * @returns {State}
 */
export function read(search, list) {
  const asked = new URLSearchParams(search);
  const chosen = new Map();
  for (const facet of list.facets) {
    const known = new Set(facet.values.map((value) => value.id));
    const ids = asked.getAll(facet.id).filter((id) => known.has(id));
    if (ids.length) chosen.set(facet.id, new Set(ids));
  }
  const sort = asked.get("sort") ?? "";
  const sorts = [...FREE_SORTS, ...list.facets.filter((facet) => facet.bars).map((facet) => facet.id)];
  const slugs = new Set(list.items.map((item) => item.slug));
  const shown = Math.ceil(Number(asked.get("show")) / STEP) * STEP;
  return {
    words: (asked.get("q") ?? "").trim().slice(0, LONGEST),
    chosen,
    sort: sorts.includes(sort) ? sort : "theme",
    shown: shown > STEP && shown <= list.items.length + STEP ? shown : STEP,
    picks: [...new Set(asked.getAll("pick"))].filter((slug) => slugs.has(slug)).slice(0, MOST_PICKS),
  };
}

/**
 * The address of what is chosen, in one order whatever was chosen first; "" where nothing is.
 * @param {List} list
 * @param {State} state
 */
export function write(list, state) {
  const told = new URLSearchParams();
  if (state.words) told.set("q", state.words);
  for (const facet of list.facets) {
    const ids = state.chosen.get(facet.id);
    for (const value of facet.values) if (ids?.has(value.id)) told.append(facet.id, value.id);
  }
  if (state.sort !== "theme") told.set("sort", state.sort);
  if (state.shown !== STEP) told.set("show", String(state.shown));
  for (const slug of state.picks) told.append("pick", slug);
  const text = told.toString();
  return text && `?${text}`;
}

/**
 * Whether the list stands as the page came: nothing narrowed, sorted or added.
 * @param {State} state
 */
export function untouched(state) {
  return !state.words && !state.chosen.size && state.sort === "theme" && state.shown === STEP;
}
