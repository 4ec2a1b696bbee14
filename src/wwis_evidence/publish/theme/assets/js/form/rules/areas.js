// @ts-check
// Mirrors checks/rules/areas.py: `unknown-area` and `area-not-then`.

import { firstDay, lastDay } from "../dates.js";

/** @typedef {import("../data.js").Data} Data */

/**
 * @param {Record<string, any>} record a case study
 * @param {Data} data
 */
export function* check(record, data) {
  const period = periodOf(record, data.rules.base.NOT_STATED);
  for (const [index, name] of record.local_areas.entries()) {
    const field = ["local_areas", index];
    const area = data.areas.resolve(name);
    if (area === null) {
      yield unknownArea(field, name, data);
    } else if (period && !data.areas.existed(area, ...period)) {
      const following = area.successors.map((/** @type {string} */ code) => data.areas.byCode.get(code)?.name);
      const now = following.filter(Boolean).join(", ") || "none is on record";
      yield { code: "area-not-then", field, values: { name, first: period[0], last: period[1], now } };
    }
  }
}

/**
 * The problem of a name that is no local area, with the nearest that is.
 * @param {(string | number)[]} field
 * @param {string} name
 * @param {Data} data
 */
export function unknownArea(field, name, data) {
  return { code: "unknown-area", field, values: { found: name, near: data.areas.suggest(name) } };
}

/**
 * The first and the last day that the item's dates can mean.
 * @param {Record<string, any>} record
 * @param {string} notStated
 * @returns {[string, string] | null}
 */
function periodOf(record, notStated) {
  const dates = [...record.evaluation, ...record.replication].map((item) => item.date);
  if (record.sustained) dates.push(record.sustained.from, record.sustained.to, record.sustained.as_of);
  const dated = dates.filter((text) => text && text !== notStated && text !== "ongoing");
  if (!dated.length) return null;
  return [dated.map(firstDay).sort()[0], /** @type {string} */ (dated.map(lastDay).sort().at(-1))];
}
