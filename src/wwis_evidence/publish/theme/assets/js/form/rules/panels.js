// @ts-check
// Mirrors checks/rules/panels.py: `absent-not-asked`.

import { nearest } from "../near.js";

/** @param {Record<string, any>} record a panel */
export function* check(record) {
  for (const [index, absence] of record.absent.entries()) {
    if (record.reviewers.includes(absence.reviewer)) continue;
    const values = { found: absence.reviewer, near: nearest(absence.reviewer, record.reviewers, 0.8) };
    yield { code: "absent-not-asked", field: ["absent", index, "reviewer"], values };
  }
}
