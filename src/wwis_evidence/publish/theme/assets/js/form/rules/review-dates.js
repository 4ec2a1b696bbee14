// @ts-check
// Mirrors what checks/rules/review_dates.py says of one review: `review-in-future`.

/**
 * @param {Record<string, any>} record a review
 * @param {string} asOf today
 */
export function* check(record, asOf) {
  if (record.date > asOf) yield { code: "review-in-future", field: ["date"], values: { date: record.date } };
}
