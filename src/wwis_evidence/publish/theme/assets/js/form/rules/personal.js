// @ts-check
// Mirrors checks/rules/_personal.py: how each kind of personal data is told from other text, as pairs of
// where it begins and ends.

import { all, finds, search } from "../pattern.js";

/** @typedef {import("../data.js").Data} Data */
/** @typedef {Generator<[number, number]>} Spans */

/**
 * A text in which each character counts one, as in Python: what lies beyond two bytes has a stand-in of its
 * sort, and is in no personal data.
 * @param {string} text
 */
export function standIn(text) {
  return text.replace(/[\u{10000}-\u{10ffff}\ud800-\udfff]/gu, (each) => (/[\p{L}\p{N}]/u.test(each) ? "\ua015" : "\u2e3a"));
}

/** @param {string} text */
const digitsOf = (text) => text.replace(/\D/g, "");

/**
 * Whether ten digits are an NHS number: the last checks the others, modulo 11.
 * @param {string} digits
 */
function isNhsNumber(digits) {
  let total = 0;
  for (let at = 0; at < 9; at += 1) total += Number(digits[at]) * (10 - at);
  return (11 - (total % 11)) % 11 === Number(digits[9]);
}

/**
 * Whether 13 characters are a unique pupil number: the first letter checks the rest, modulo 23.
 * @param {string} text
 * @param {string} letters
 */
function isPupilNumber(text, letters) {
  const upper = text.toUpperCase();
  let total = 0;
  for (let at = 1; at < 13; at += 1) {
    total += (/\d/.test(upper[at]) ? Number(upper[at]) : letters.indexOf(upper[at])) * (at + 1);
  }
  return letters[total % letters.length] === upper[0];
}

/**
 * Whether ten digits stand together somewhere: without them the long numbers need no search.
 * @param {string} text
 * @param {Data} data
 */
export function hasLongNumber(text, data) {
  return all(data.rules.personal.LONG_NUMBER, text).some((number) => digitsOf(number).length >= 10);
}

/** @type {Record<string, (text: string, data: Data) => Spans>} */
export const KINDS = {
  *"nhs-number"(text, data) {
    for (const found of finds(data.rules.personal.NHS_NUMBER, text)) {
      if (isNhsNumber(digitsOf(found[0]))) yield spanOf(found);
    }
  },
  *"pupil-number"(text, data) {
    const { PUPIL_NUMBER, UPN_LETTERS } = data.rules.personal;
    for (const found of finds(PUPIL_NUMBER, text)) {
      const [start, end] = [found.index - 1, found.index + found[0].length];
      if (isPupilNumber(text.slice(start, end), UPN_LETTERS)) yield [start, end];
    }
  },
  *"birth-date"(text, data) {
    const { BIRTH_DATE, BIRTH_WORDS } = data.rules.personal;
    const lower = text.toLowerCase();
    if (!BIRTH_WORDS.some((/** @type {string} */ word) => lower.includes(word))) return;
    for (const found of finds(BIRTH_DATE, text)) yield spanOf(found, "date");
  },
  *"email-address"(text, data) {
    const { EMAIL_DOMAIN, EMAIL_NAME } = data.rules.personal;
    for (const found of finds(EMAIL_DOMAIN, text)) {
      const name = search(EMAIL_NAME, text, Math.max(0, found.index - 64), found.index);
      if (name) yield [name.index, found.index + found[0].length];
    }
  },
  *"phone-number"(text, data) {
    for (const found of finds(data.rules.personal.PHONE, text)) {
      let digits = digitsOf(found[0]);
      for (const prefix of ["0044", "44"]) {
        if (digits.startsWith(prefix)) digits = `0${digits.slice(prefix.length).replace(/^0/, "")}`;
      }
      if ([10, 11].includes(digits.length) && "123578".includes(digits[1])) yield spanOf(found);
    }
  },
  *postcode(text, data) {
    const { POSTCODE_END, POSTCODE_START } = data.rules.personal;
    for (const found of finds(POSTCODE_END, text)) {
      const start = search(POSTCODE_START, text, Math.max(0, found.index - 6), found.index);
      if (start) yield [start.index, found.index + found[0].length];
    }
  },
  "child-name": names,
};

/**
 * Where a match, or a group of it, begins and ends.
 * @param {RegExpExecArray} found
 * @param {string} [group]
 * @returns {[number, number]}
 */
function spanOf(found, group) {
  return group ? /** @type {any} */ (found.indices?.groups)[group] : [found.index, found.index + found[0].length];
}

/**
 * @param {string} text
 * @param {Data} data
 * @returns {Spans}
 */
function* names(text, data) {
  const { NAME_AND_AGE, NAME_AND_NUMBER, AGE_AND_NAME, ADULT } = data.rules.personal;
  const { sentence_starts: starts, not_names: others } = data.words;
  for (const [near, far] of aroundAges(text, data.rules.personal)) {
    for (const pattern of [NAME_AND_AGE, NAME_AND_NUMBER, AGE_AND_NAME]) {
      for (const found of finds(pattern, text, near, far)) {
        const [whole, name, age] = [spanOf(found), spanOf(found, "name"), spanOf(found, "age")];
        const [first, ...rest] = text.slice(...name).split(" ");
        // A sentence may begin right before the name: "For Amira, aged 7, …".
        const skipped = rest.length && starts.includes(first.toLowerCase()) ? first.length + 1 : 0;
        if (rest.length && !skipped && text.slice(name[1], age[0]) === " (") continue; // a title of things
        const called = (rest.at(-1) ?? first).toLowerCase();
        if (Number(text.slice(...age)) >= ADULT || others.includes(called)) continue;
        yield [name[0] === whole[0] ? whole[0] + skipped : whole[0], whole[1]];
      }
    }
  }
}

/**
 * Stretches of a text in which a name may stand beside an age; those that touch are one.
 * @param {string} text
 * @param {Record<string, any>} rules
 */
function aroundAges(text, rules) {
  /** @type {[number, number][]} */
  const stretches = [];
  for (const age of finds(rules.MAYBE_AGE, text)) {
    let near = Math.max(0, age.index - rules.BEFORE);
    const far = age.index + age[0].length + rules.AFTER;
    const last = stretches.at(-1);
    if (last && near <= last[1]) {
      near = last[0];
      stretches.pop();
    }
    stretches.push([near, far]);
  }
  return stretches;
}
