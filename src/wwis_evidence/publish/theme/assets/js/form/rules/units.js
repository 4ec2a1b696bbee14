// @ts-check
// Mirrors checks/rules/_units.py: what the unit of a measure counts.

import { match, search } from "../pattern.js";

/**
 * Every figure of a case study: where it stands, its measure and the figure.
 * @param {Record<string, any>} record
 * @returns {Generator<{ field: (string | number)[], measure: any, reading: any }>}
 */
export function* readings(record) {
  for (const [index, item] of record.impact.entries()) {
    for (const key of item.measure ? ["baseline", "result"] : []) {
      const reading = item.measure[key];
      if (reading) yield { field: ["impact", index, "measure", key], measure: item.measure, reading };
    }
  }
}

/** @param {string} text */
const beginning = (text) => [...text].slice(0, 200).join("");

/**
 * Whether the figures are shares in per cent, and not changes.
 * @param {any} measure
 * @param {Record<string, any>} rules
 */
export function isPercentage(measure, rules) {
  const { PERCENTAGE, CHANGE } = rules.units;
  const unit = beginning(measure.unit);
  return Boolean(match(PERCENTAGE, unit)) && !search(CHANGE, `${beginning(measure.name)} ${unit}`);
}

/**
 * Whether the figures are numbers of children, young people or their families.
 * @param {any} measure
 * @param {Record<string, any>} rules
 */
export function countsPeople(measure, rules) {
  const { PEOPLE, RATE, CHANGE } = rules.units;
  const unit = beginning(measure.unit);
  return Boolean(match(PEOPLE, unit)) && !search(RATE, unit) && !search(CHANGE, unit);
}
