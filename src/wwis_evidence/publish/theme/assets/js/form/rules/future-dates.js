// @ts-check
// Mirrors checks/rules/future_dates.py: `date-in-future`.

import { firstDay } from "../dates.js";
import { span } from "./figures.js";

/** @typedef {{ field: (string | number)[], when: string, first: string }} Dated */

/**
 * @param {string} kind
 * @param {Record<string, any>} record
 * @param {string} asOf today
 * @param {import("../data.js").Data} data
 */
export function* check(kind, record, asOf, data) {
  for (const { field, when, first } of dates(kind, record, data)) {
    if (first > asOf) yield { code: "date-in-future", field, values: { date: when } };
  }
}

/**
 * Every date of a record that lies in the past: where it stands, as it is written, and its first day.
 * @param {string} kind
 * @param {Record<string, any>} record
 * @param {import("../data.js").Data} data
 * @returns {Generator<Dated>}
 */
function* dates(kind, record, data) {
  const { NOT_STATED } = data.rules["source-use"];
  for (const [field, when] of written(kind, record)) {
    if (when && when !== NOT_STATED && when !== "ongoing") yield { field, when, first: firstDay(when) };
  }
  if (kind !== "case-study") return;
  for (const [index, impact] of record.impact.entries()) {
    for (const key of ["baseline", "result"]) {
      const period = impact.measure?.[key]?.period;
      const days = period ? span(period, data.rules) : null;
      if (days) yield { field: ["impact", index, "measure", key, "period"], when: period, first: days[0] };
    }
  }
}

/**
 * @param {string} kind
 * @param {Record<string, any>} record
 * @returns {Generator<[(string | number)[], string | null | undefined]>}
 */
function* written(kind, record) {
  if (["panel", "moderation", "reply", "appeal"].includes(kind)) yield [["date"], record.date];
  if (kind === "published-panel") {
    yield [["published"], record.published];
    yield [["accessed"], record.accessed];
  }
  if (kind !== "case-study") return;
  yield [["origin", "accessed"], record.origin.accessed];
  for (const key of ["from", "to", "as_of"]) yield [["sustained", key], record.sustained?.[key]];
  for (const name of ["evaluation", "replication", "sources", "changes"]) {
    for (const [index, item] of record[name].entries()) yield [[name, index, "date"], item.date];
  }
  yield [["consent", "date"], record.consent?.date];
}
