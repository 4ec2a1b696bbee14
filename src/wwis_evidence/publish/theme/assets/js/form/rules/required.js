// @ts-check
// Mirrors checks/rules/required.py: `missing-key` and, for a draft, `draft-missing-key`.

/**
 * @param {Record<string, any>} record a case study
 * @param {import("../data.js").Data} data
 */
export function* check(record, data) {
  const rules = data.rules.required;
  for (const [field, key] of missing(record, rules)) {
    const excusable = record.origin.kind === "imported" && field.length === 1 && rules.EXCUSABLE.includes(field[0]);
    const values = { key, near: excusable ? key : "" };
    yield { code: record.draft ? "draft-missing-key" : "missing-key", field, values };
  }
}

/** @param {unknown} value */
const empty = (value) => value === null || value === "" || (Array.isArray(value) && !value.length);

/**
 * Where a key should stand, and its name as a reader would say it.
 * @param {Record<string, any>} record
 * @param {Record<string, any>} rules
 * @returns {Generator<[(string | number)[], string]>}
 */
function* missing(record, rules) {
  const imported = record.origin.kind === "imported";
  /** @param {...string} keys */
  const excused = (...keys) => imported && keys.some((key) => record.not_stated.includes(key));
  for (const key of rules.ALWAYS) if (empty(record[key])) yield [[key], key];
  for (const key of rules.UNLESS_NOT_STATED) if (empty(record[key]) && !excused(key)) yield [[key], key];
  if (!imported && record.consent === null) yield [["consent"], "consent"];
  if (empty(record.local_areas) && empty(record.organisations) && !excused("local_areas", "organisations")) {
    yield [["local_areas"], "local_areas or organisations"];
  }
  if (empty(record.evaluation) && empty(record.impact) && !excused("evaluation", "impact")) {
    yield [["evaluation"], "at least one evaluation or impact item"];
  }
  if (record.sustained && record.sustained.source === null) yield [["sustained", "source"], "source"];
  for (const name of ["evaluation", "replication", "impact"]) {
    for (const [index, item] of record[name].entries()) {
      if (item.source === null) yield [[name, index, "source"], "source"];
    }
  }
}
