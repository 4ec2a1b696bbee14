// @ts-check
// Mirrors checks/rules/abbreviations.py: `undefined-abbreviation`.

import { all } from "../pattern.js";

/**
 * @param {Record<string, any>} record a case study
 * @param {import("../data.js").Data} data
 */
export function* check(record, data) {
  const { CAPITALS, MOST_LOOKED_AT } = data.rules.abbreviations;
  const told = new Set(data.words.known_abbreviations);
  for (const key of ["title", "summary"]) {
    if (isUpper(record[key])) continue; // all of it is in capitals: none of its words is an abbreviation for that
    for (const word of [...new Set(all(CAPITALS, record[key]))].slice(0, MOST_LOOKED_AT)) {
      if (told.has(word) || explained(word, record)) continue;
      told.add(word);
      yield { code: "undefined-abbreviation", field: [key], values: { found: word } };
    }
  }
}

/** @param {string} text */
const isUpper = (text) => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);

/**
 * Whether a text gives it in brackets after what it stands for, or that in brackets after it.
 * @param {string} word
 * @param {Record<string, any>} record
 */
function explained(word, record) {
  return [record.title, record.summary, record.approach ?? ""].some((text) =>
    [`(${word})`, `(${word}s)`, `${word} (`].some((written) => text.includes(written)),
  );
}
