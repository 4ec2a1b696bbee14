// @ts-check
// Mirrors checks/rules/plain_english.py: `summary-too-long` and `summary-hard-to-read`.

import { all } from "../pattern.js";
import { rounded, split, withoutEnd } from "../text.js";

/**
 * @param {Record<string, any>} record a case study
 * @param {import("../data.js").Data} data
 */
export function* check(record, data) {
  const rules = data.rules["plain-english"];
  const field = ["summary"];
  const words = split(record.summary).length;
  if (words > rules.MOST_WORDS) {
    yield { code: "summary-too-long", field, values: { words: String(words), limit: String(rules.MOST_WORDS) } };
  } else if (words >= rules.FEWEST_WORDS) {
    const age = readingAge(record.summary, rules);
    if (age > rules.READING_AGE) {
      yield { code: "summary-hard-to-read", field, values: { age: String(age), limit: String(rules.READING_AGE) } };
    }
  }
}

/**
 * The age in years at which a text can be read with ease, by the Automated Readability Index.
 * @param {string} text
 * @param {Record<string, any>} rules
 */
function readingAge(text, rules) {
  const words = split(text).length;
  const characters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const sentences = all(rules.SENTENCE_END, withoutEnd(text)).length || 1;
  const index = (4.71 * characters) / words + (0.5 * words) / sentences - 21.43;
  return Math.max(5, rounded(index) + 5);
}
