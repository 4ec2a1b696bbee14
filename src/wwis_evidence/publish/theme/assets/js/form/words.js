// @ts-check
// The words of a problem, from checks.json (checks/catalogue.py).

import { visible } from "./text.js";

/** @typedef {import("./data.js").Data} Data */

const LONGEST_VALUE = 1000;

/**
 * Severity, message and hint of a problem.
 * @param {import("./shape.js").Problem} problem
 * @param {Data} data
 */
export function inWords(problem, data) {
  const told = data.checks[problem.code];
  const values = problem.values ?? {};
  const hint = told.hint_near && values.near ? told.hint_near : told.hint;
  return { severity: told.severity, message: filled(told.message, values), hint: filled(hint, values) };
}

/**
 * @param {string} text
 * @param {Record<string, string>} values
 */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => visible(values[name], LONGEST_VALUE));
}

/**
 * A path into a file as text, for example "evaluation.0.date".
 * @param {(string | number)[]} field
 */
export const dotted = (field) => field.map((step) => visible(String(step))).join(".");
