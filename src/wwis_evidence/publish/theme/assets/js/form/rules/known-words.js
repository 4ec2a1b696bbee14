// @ts-check
// Mirrors checks/rules/known_words.py: `unknown-word`.

import { nearest } from "../near.js";

/** @typedef {(string | number)[]} Field */

/**
 * @param {Record<string, any>} record a case study
 * @param {import("../data.js").Data} data
 */
export function* check(record, data) {
  const { LISTS, MAY_BE_OPEN, NOT_STATED } = data.rules["known-words"];
  for (const [steps, name] of LISTS) {
    const known = data.vocabulary[name].map((/** @type {any} */ term) => term.id);
    for (const [field, word] of at(record, steps, [])) {
      const open = word === NOT_STATED && MAY_BE_OPEN.includes(field.at(-1));
      if (!known.includes(word) && !open) yield unknownWord(field, word, known);
    }
  }
}

/**
 * The problem of an id that its list does not have, with the nearest that it has.
 * @param {Field} field
 * @param {string} word
 * @param {string[]} known
 */
export function unknownWord(field, word, known) {
  const near = nearest([...word].slice(0, 80).join(""), known);
  return { code: "unknown-word", field, values: { found: word, known: known.join(", "), near } };
}

/**
 * @param {any} part
 * @param {string[]} steps
 * @param {Field} field
 * @returns {Generator<[Field, string]>}
 */
function* at(part, steps, field) {
  if (part === null) return;
  const [step, ...rest] = steps;
  if (step === undefined) yield [field, part];
  else if (step === "*") for (const [index, item] of part.entries()) yield* at(item, rest, [...field, index]);
  else yield* at(part[step], rest, [...field, step]);
}
