// @ts-check
// Mirrors checks/rules/dates.py: `dates-reversed`.

import { firstDay, lastDay } from "../dates.js";

/** @param {Record<string, any>} record a case study */
export function* check(record) {
  const sustained = record.sustained;
  if (!sustained?.from) return;
  for (const key of ["to", "as_of"]) {
    const end = sustained[key];
    if (end !== null && end !== "ongoing" && lastDay(end) < firstDay(sustained.from)) {
      yield { code: "dates-reversed", field: ["sustained", key], values: { first: sustained.from, last: end } };
    }
  }
}
