// @ts-check
// Mirrors checks/rules/personal_data.py: `nhs-number`, `pupil-number`, `birth-date`, `email-address`,
// `phone-number`, `postcode` and `child-name`. A file is looked through as it will be written. What is found is
// never repeated.

import { search } from "../pattern.js";
import { firstNot } from "../text.js";
import { unescaped } from "./escapes.js";
import { hasLongNumber, KINDS, standIn } from "./personal.js";

/** @typedef {import("../data.js").Data} Data */
/** @typedef {{ code: string, start: number, end: number, what: string }} Find */

/**
 * @param {string} written the text of the file
 * @param {Data} data
 */
export function* check(written, data) {
  const rules = data.rules["personal-data"];
  const text = standIn(written);
  /** @type {Record<string, number>} */
  const told = {};
  for (const { code, start, end, what } of foundIn(text, data)) {
    if (code === rules.NAME && isArea(what, data)) continue;
    told[code] = (told[code] ?? 0) + 1;
    if (told[code] > rules.MOST_TOLD) continue;
    yield { code, field: [], values: { length: String(end - start) }, mark: lineAndColumn(text, start) };
  }
}

/**
 * Everything in a text that looks like personal data, outside web addresses.
 * @param {string} text with stand-ins
 * @param {Data} data
 * @returns {Generator<Find>}
 */
export function* foundIn(text, data) {
  const rules = data.rules["personal-data"];
  const meant = unescaped(text, data.rules);
  const long = hasLongNumber(text, data) || (meant !== null && hasLongNumber(meant.text, data));
  for (const code of Object.keys(KINDS)) {
    if (rules.LONG_NUMBERS.includes(code) && !long) continue;
    let found = looked(code, text, data).map(([start, end]) => ({ code, start, end, what: text.slice(start, end) }));
    if (meant) {
      // Its places are the better ones: the letter of an escape is no part of what follows it.
      const asMeant = looked(code, meant.text, data).map(([start, end]) => {
        const [from, to] = meant.span(start, end);
        return { code, start: from, end: to, what: meant.text.slice(start, end) };
      });
      found = [...found.filter((each) => !overlaps(each, asMeant)), ...asMeant];
    }
    yield* found;
  }
}

/**
 * @param {string} code
 * @param {string} text
 * @param {Data} data
 */
function looked(code, text, data) {
  const { LONGEST_WORD } = data.rules["personal-data"];
  return [...KINDS[code](text, data)].filter(([start]) => !inAddress(text, start, LONGEST_WORD));
}

/**
 * Whether a find overlaps one of others, which are in the order of their places.
 * @param {Find} one
 * @param {Find[]} others
 */
function overlaps(one, others) {
  const after = firstNot(others, (other) => other.start < one.end);
  return after > 0 && others[after - 1].end > one.start;
}

/**
 * Whether what stands before a number is a local area, as in "Islington (5)".
 * @param {string} found
 * @param {Data} data
 */
function isArea(found, data) {
  const number = search(data.rules["personal-data"].NUMBER, found);
  return data.areas.resolve(number ? found.slice(0, number.index) : found) !== null;
}

/**
 * Whether a place lies within a web address; numbers there are the page's, not a person's.
 * @param {string} text
 * @param {number} start
 * @param {number} longest
 */
function inAddress(text, start, longest) {
  const before = text.slice(Math.max(0, start - longest), start);
  return /** @type {string} */ (before.split(/\s/).at(-1)).includes("://");
}

/**
 * @param {string} text
 * @param {number} start
 * @returns {[number, number]}
 */
function lineAndColumn(text, start) {
  const lines = text.slice(0, start).split("\n");
  return [lines.length, /** @type {string} */ (lines.at(-1)).length + 1];
}
