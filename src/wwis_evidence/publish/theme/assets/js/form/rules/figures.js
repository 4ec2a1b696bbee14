// @ts-check
// Mirrors checks/rules/figures.py: `impossible-figure`, `unlikely-percentage` and `baseline-after-result`.

import { firstDay, isDay, lastDay } from "../dates.js";
import { finds, match } from "../pattern.js";
import { general } from "../text.js";
import { countsPeople, isPercentage, readings } from "./units.js";

/**
 * @param {Record<string, any>} record a case study
 * @param {import("../data.js").Data} data
 */
export function* check(record, data) {
  for (const { field, measure, reading } of readings(record)) yield* impossible(field, measure, reading, data.rules);
  for (const [index, { measure }] of record.impact.entries()) {
    if (!measure?.baseline) continue;
    const [before, after] = [measure.baseline, measure.result].map(({ period }) => span(period, data.rules));
    if (before && after && before[0] > after[1]) {
      const values = { before: measure.baseline.period, after: measure.result.period };
      yield { code: "baseline-after-result", field: ["impact", index, "measure", "baseline", "period"], values };
    }
  }
}

/**
 * @param {(string | number)[]} here
 * @param {any} measure
 * @param {any} reading
 * @param {Record<string, any>} rules
 */
function* impossible(here, measure, reading, rules) {
  const { value, n: base } = reading;
  const field = [...here, "value"];
  let why = "";
  if (isPercentage(measure, rules)) {
    if (value < 0 || value > 100) why = "a percentage lies between 0 and 100";
    else if (base && !isShareOf(value, base)) yield { code: "unlikely-percentage", field };
  } else if (countsPeople(measure, rules)) {
    if (value < 0) why = "nobody can count fewer than none";
    else if (base !== null && value > base) why = "there are more here than there were in all (n)";
  }
  if (why) yield { code: "impossible-figure", field, values: { found: general(value), why } };
}

/**
 * Whether some whole number out of a base comes to a percentage, rounded up, down or to the nearest.
 * @param {number} value
 * @param {number} base
 */
function isShareOf(value, base) {
  const step = Number.isInteger(value) ? 1 : 0.1;
  return Math.floor(((value - step) * base) / 100) + 1 < ((value + step) * base) / 100;
}

/**
 * The first and last day that a period's text can mean; null where it names no year.
 * @param {string} period
 * @param {Record<string, any>} rules
 * @returns {[string, string] | null}
 */
export function span(period, rules) {
  const { WHOLE_DATE, YEARS } = rules.figures;
  if (match(WHOLE_DATE, period)) return isDay(period) ? [firstDay(period), lastDay(period)] : null;
  const years = [];
  for (const found of finds(YEARS, [...period].slice(0, 200).join(""))) {
    const year = Number(found[1]);
    years.push(year);
    if (found[2] && Number(found[2]) === (year + 1) % 100) years.push(year + 1); // 2021/22, a school year
  }
  return years.length ? [`${Math.min(...years)}-01-01`, `${Math.max(...years)}-12-31`] : null;
}
