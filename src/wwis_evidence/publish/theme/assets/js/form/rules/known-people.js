// @ts-check
// Mirrors what checks/rules/known_people.py says of one file: `own-ruling` in a review; `reserved-id`,
// `overlapping-entries`, `unknown-area`, `unknown-word` and `dates-reversed` in the register.

import { firstDay, lastDay } from "../dates.js";
import { unknownArea } from "./areas.js";
import { unknownWord } from "./known-words.js";

/** @param {Record<string, any>} record a review */
export function* check(record) {
  if (record.interests.by !== null && record.interests.by === record.reviewer) {
    yield { code: "own-ruling", field: ["interests", "by"], values: { found: record.reviewer } };
  }
}

/**
 * @param {Record<string, any>} record the register
 * @param {import("../data.js").Data} data
 */
export function* checkRegister(record, data) {
  const roles = data.vocabulary.roles.map((/** @type {any} */ term) => term.id);
  for (const [index, entry] of record.reviewers.entries()) {
    const here = ["reviewers", index];
    if (data.rules.places.RESERVED.includes(entry.id)) {
      yield { code: "reserved-id", field: [...here, "id"], values: { id: entry.id } };
    }
    if (record.reviewers.slice(0, index).some((/** @type {any} */ earlier) => overlap(entry, earlier))) {
      yield { code: "overlapping-entries", field: [...here, "active_from"], values: { id: entry.id } };
    }
    for (const [at, role] of entry.roles.entries()) {
      if (!roles.includes(role)) yield unknownWord([...here, "roles", at], role, roles);
    }
    for (const [at, name] of entry.areas.entries()) {
      if (data.areas.resolve(name) === null) yield unknownArea([...here, "areas", at], name, data);
    }
    if (entry.active_to && lastDay(entry.active_to) < firstDay(entry.active_from)) {
      const values = { first: entry.active_from, last: entry.active_to };
      yield { code: "dates-reversed", field: [...here, "active_to"], values };
    }
  }
}

/**
 * Whether two entries of one person hold on the same day; months that only touch are let pass.
 * @param {any} one
 * @param {any} other
 */
function overlap(one, other) {
  if (one.id !== other.id) return false;
  const ends = [one, other].map((entry) => (entry.active_to ? firstDay(entry.active_to) : "9999-12-31")).sort();
  const starts = [one, other].map((entry) => lastDay(entry.active_from)).sort();
  return starts[1] < ends[0];
}
