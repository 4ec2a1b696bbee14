// @ts-check
// Mirrors what checks/rules/reasons.py says of one review: `empty-reason`.

import { wordsOf } from "../text.js";

/**
 * @param {Record<string, any>} record a review
 * @param {import("../data.js").Data} data
 */
export function* check(record, data) {
  const { LONGEST } = data.rules.reasons;
  const { findings, bars } = data.framework;
  const answers = wordsOf([...findings.map((/** @type {any} */ each) => each.id), ...bars].join(" "));
  const empty = new Set([...data.words.empty_talk, ...answers]);
  for (const [field, text] of reasons(record)) {
    const words = wordsOf([...text].slice(0, LONGEST).join(""));
    if (words.every((word) => empty.has(word))) yield { code: "empty-reason", field };
  }
}

/**
 * @param {Record<string, any>} record
 * @returns {Generator<[string[], string]>}
 */
function* reasons(record) {
  for (const [name, indicator] of record.indicators) {
    yield [["indicators", name, "because"], indicator.because];
    for (const [criterion, finding] of indicator.findings) {
      yield [["indicators", name, "findings", criterion, "because"], finding.because];
    }
  }
}
