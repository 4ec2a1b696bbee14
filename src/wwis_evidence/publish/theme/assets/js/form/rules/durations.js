// @ts-check
// Mirrors checks/rules/durations.py: `duration-beyond-dates`.

import { monthsSustained } from "../dates.js";
import { finds } from "../pattern.js";
import { own } from "../text.js";

/**
 * @param {Record<string, any>} record a case study
 * @param {import("../data.js").Data} data
 */
export function* check(record, data) {
  const { CLAIM, LEEWAY, NUMBERS } = data.rules.durations;
  const counted = monthsSustained(record.sustained);
  if (counted === null) return;
  /** @type {[string[], string | null][]} */
  const texts = [
    [["title"], record.title],
    [["summary"], record.summary],
    [["approach"], record.approach],
    [["sustained", "note"], record.sustained.note],
  ];
  for (const [field, text] of texts) {
    for (const found of finds(CLAIM, text ?? "")) {
      const { number, unit } = /** @type {Record<string, string>} */ (found.groups);
      const word = number.toLowerCase();
      const claimed = (own(NUMBERS, word) ? NUMBERS[word] : Number(number)) * (/^year/i.test(unit) ? 12 : 1);
      if (claimed > counted + LEEWAY) {
        const values = { claimed: `${number} ${unit}`, months: String(counted) };
        yield { code: "duration-beyond-dates", field, values };
        break;
      }
    }
  }
}
