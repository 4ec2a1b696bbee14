// @ts-check
// Mirrors checks/rules/imported.py: `not-stated-submitted` and its companions.

import { own } from "../text.js";
import { unknownWord } from "./known-words.js";

/** @typedef {import("../data.js").Data} Data */

/**
 * The keys of a case study that `not_stated` may name.
 * @param {Data} data
 */
function mayBeNotStated(data) {
  const never = ["schema", "kind", "not_stated", "exceptions", ...data.rules.required.ALWAYS];
  return Object.keys(data.orders["case-study"]).filter((key) => !never.includes(key));
}

/**
 * @param {Record<string, any>} record a case study
 * @param {Data} data
 * @param {Record<string, any>} given the keys that it was given
 */
export function* check(record, data, given) {
  const known = mayBeNotStated(data);
  for (const [index, name] of record.not_stated.entries()) {
    const field = ["not_stated", index];
    if (!known.includes(name)) yield unknownWord(field, name, known);
    else if (own(given, name) && given[name] !== undefined) {
      yield { code: "not-stated-but-given", field, values: { key: name } };
    }
  }
  if (record.origin.kind !== "submitted") return;
  if (record.not_stated.length) {
    const values = { key: "what not_stated lists" };
    yield { code: "not-stated-submitted", field: ["not_stated"], at: "key", values };
  }
  for (const field of open(record, data.rules.base.NOT_STATED)) {
    yield { code: "not-stated-submitted", field, values: { key: String(field.at(-1)) } };
  }
}

/** @type {[string, string[]][]} */
const MAY_BE_OPEN = [
  ["evaluation", ["by", "date"]],
  ["replication", ["where", "date"]],
  ["impact", ["area"]],
  ["sources", ["date"]],
];

/**
 * @param {Record<string, any>} record
 * @param {string} notStated
 * @returns {Generator<(string | number)[]>}
 */
function* open(record, notStated) {
  if (record.trigger?.kind === notStated) yield ["trigger", "kind"];
  for (const [name, keys] of MAY_BE_OPEN) {
    for (const [index, item] of record[name].entries()) {
      for (const key of keys) if (item[key] === notStated) yield [name, index, key];
    }
  }
}
