// @ts-check
// Mirrors checks/rules/source_use.py: `unused-source`, `source-too-old` and `source-too-new`.

import { daysBefore, firstDay, lastDay } from "../dates.js";
import { span } from "./figures.js";
import { namedSources } from "./source-ids.js";

/** @typedef {Record<string, any>} Rules */

/**
 * @param {Record<string, any>} record a case study
 * @param {import("../data.js").Data} data
 */
export function* check(record, data) {
  const { NOT_STATED, LEEWAY } = data.rules["source-use"];
  const used = new Set([...namedSources(record)].map(([, name]) => name));
  const settled = lastSettled(record);
  /** @type {Map<string, string>} */
  const dates = new Map();
  for (const [index, source] of record.sources.entries()) {
    // What has no slot for a source (approach, enablers …) is told in the note: "Used for the approach."
    if (!record.draft && !used.has(source.id) && !source.note?.startsWith("Used for ")) {
      yield { code: "unused-source", field: ["sources", index, "id"], values: { id: source.id } };
    }
    if (!source.date || source.date === NOT_STATED) continue;
    if (!dates.has(source.id)) dates.set(source.id, source.date);
    if (settled && firstDay(source.date) > settled) {
      yield { code: "source-too-new", field: ["sources", index, "date"], values: { date: source.date, settled } };
    }
  }
  for (const { field, id, when, first } of claims(record, data.rules, NOT_STATED, LEEWAY)) {
    const date = dates.get(id);
    if (date && lastDay(date) < first) yield { code: "source-too-old", field, values: { id, date, when } };
  }
}

/**
 * The last day on which somebody vouched for the text: agreed to it, changed it, or took it in.
 * @param {Record<string, any>} record
 */
function lastSettled(record) {
  const days = record.changes.map((/** @type {any} */ change) => change.date);
  if (record.consent) days.push(lastDay(record.consent.date));
  if (record.origin.accessed) days.push(lastDay(record.origin.accessed));
  return days.sort().at(-1) ?? "";
}

/**
 * What rests on a source: where, on which, when it was, and the first day that this can mean.
 * @param {Record<string, any>} record
 * @param {Rules} rules
 * @param {string} notStated
 * @param {number} leeway
 * @returns {Generator<{ field: (string | number)[], id: string, when: string, first: string }>}
 */
function* claims(record, rules, notStated, leeway) {
  for (const name of ["evaluation", "replication"]) {
    for (const [index, item] of record[name].entries()) {
      if (!item.source || item.date === notStated) continue;
      const first = daysBefore(firstDay(item.date), name === "replication" ? leeway : 0);
      yield { field: [name, index, "source"], id: item.source, when: item.date, first };
    }
  }
  for (const [index, item] of record.impact.entries()) {
    const when = item.measure?.result.period ?? "";
    const days = span(when, rules);
    if (item.source && days) yield { field: ["impact", index, "source"], id: item.source, when, first: days[0] };
  }
  const sustained = record.sustained;
  if (!sustained?.source) return;
  const end = [null, "ongoing"].includes(sustained.to) ? sustained.as_of : sustained.to;
  if (end) {
    yield { field: ["sustained", "source"], id: sustained.source, when: end, first: daysBefore(firstDay(end), leeway) };
  }
}
