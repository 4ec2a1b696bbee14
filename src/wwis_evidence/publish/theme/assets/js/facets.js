// @ts-check
// Which items fit what a reader asked for, how many would fit each further choice, and in which order.
// Nothing here knows the page: data in, data out.

/** @typedef {{id: string, label: string}} Value */
/** @typedef {{id: string, title: string, bars: number, values: Value[]}} Facet */
/**
 * @typedef {object} Item
 * @property {number} place in the list's own order, by theme and title
 * @property {string} slug
 * @property {string} title
 * @property {string} where
 * @property {string} changed day of the last change, ISO, or ""
 * @property {string} note whose ratings it carries
 * @property {number[][]} of for each facet the places of its values
 * @property {string} words what a filter by words looks at
 */
/** @typedef {{facets: Facet[], items: Item[], part: number, asOf: string, title: string, licence: string}} List */
/** @typedef {{words: string, chosen: Map<string, Set<string>>, sort: string, shown: number, picks: string[]}} State */

/** @param {string} text */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * The list as the page works with it.
 * @param {any} data what `list.json` holds
 * @returns {List}
 */
export function parse(data) {
  const facets = data.facets.map((/** @type {any} */ facet) => ({
    id: facet.id,
    title: facet.title,
    bars: facet.bars,
    values: facet.values.map((/** @type {string[]} */ [id, label]) => ({ id, label })),
  }));
  const items = data.items.map((/** @type {any[]} */ row, /** @type {number} */ place) => {
    const [slug, title, where, changed, note, of] = row;
    return { place, slug, title, where, changed, note: data.notes[note], of, words: plain(`${title} ${where}`) };
  });
  return { facets, items, part: data.part, asOf: data.as_of, title: data.library, licence: data.licence };
}

/**
 * The items that fit, and for each facet how many items would fit each of its values. Values of one facet add
 * up ("or"), facets narrow each other ("and"); a facet's own choice does not change its own counts.
 * @param {List} list
 * @param {State} state
 * @returns {{items: Item[], counts: number[][]}}
 */
export function narrow(list, state) {
  const wanted = list.facets.map((facet) => {
    const ids = state.chosen.get(facet.id);
    return ids && ids.size ? facet.values.map((value) => ids.has(value.id)) : null;
  });
  const words = plain(state.words).split(/\s+/).filter(Boolean);
  const counts = list.facets.map((facet) => facet.values.map(() => 0));
  const items = [];
  for (const item of list.items) {
    if (!words.every((word) => item.words.includes(word))) continue;
    /** @type {number[]} */
    const missed = [];
    wanted.forEach((choice, facet) => {
      if (choice && !item.of[facet].some((value) => choice[value])) missed.push(facet);
    });
    if (missed.length === 0) items.push(item);
    if (missed.length > 1) continue;
    item.of.forEach((values, facet) => {
      if (missed.length === 0 || missed[0] === facet) values.forEach((value) => (counts[facet][value] += 1));
    });
  }
  return { items: sorted(list, items, state.sort), counts };
}

/**
 * Items in an order; those that stand alike keep the list's own.
 * @param {List} list
 * @param {Item[]} items
 * @param {string} sort `theme`, `title`, `changed`, or the id of a rating
 */
export function sorted(list, items, sort) {
  const found = [...items];
  if (sort === "title") return found.sort((a, b) => a.title.localeCompare(b.title, "en") || a.place - b.place);
  if (sort === "changed") return found.sort((a, b) => b.changed.localeCompare(a.changed) || a.place - b.place);
  const facet = list.facets.findIndex((other) => other.id === sort && other.bars);
  if (facet < 0) return found;
  // The values of a rating stand highest first, and behind them what is no bar.
  const rank = (/** @type {Item} */ item) => item.of[facet][0] ?? Infinity;
  return found.sort((a, b) => (rank(a) === rank(b) ? a.place - b.place : rank(a) - rank(b)));
}
