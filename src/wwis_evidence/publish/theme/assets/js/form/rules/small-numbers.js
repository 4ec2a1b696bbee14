// @ts-check
// Mirrors checks/rules/small_numbers.py: `small-count` and `small-base`. Their findings never repeat the figure.

import { rounded } from "../text.js";
import { countsPeople, isPercentage, readings } from "./units.js";

/**
 * @param {Record<string, any>} record a case study
 * @param {import("../data.js").Data} data
 */
export function* check(record, data) {
  const fewest = data.rules["small-numbers"].FEWEST_SHOWN;
  /** @param {number} count */
  const small = (count) => count >= 1 && count < fewest;
  for (const { field, measure, reading } of readings(record)) {
    const { value, n } = reading;
    if (n !== null && small(n)) {
      yield { code: "small-base", field: [...field, "n"] };
    } else if (countsPeople(measure, data.rules)) {
      if (small(value)) yield { code: "small-count", field: [...field, "value"] };
    } else if (isPercentage(measure, data.rules) && n !== null && small(rounded((value * n) / 100))) {
      yield { code: "small-count", field: [...field, "value"] };
    }
  }
}
