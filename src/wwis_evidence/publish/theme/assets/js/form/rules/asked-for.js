// @ts-check
// Mirrors checks/rules/asked_for.py: `no-co-production`, `no-resources` and `no-limits`.

/**
 * @param {Record<string, any>} record a case study
 * @param {import("../data.js").Data} data
 */
export function* check(record, data) {
  for (const [key, code] of Object.entries(data.rules["asked-for"].ASKED_FOR)) {
    if (record[key] === null && !record.not_stated.includes(key)) yield { code, field: [key], values: { key } };
  }
}
