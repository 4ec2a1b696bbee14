// @ts-check
// Mirrors checks/rules/effects.py: `effect-against-numbers`.

import { general } from "../text.js";

/** @param {Record<string, any>} record a case study */
export function* check(record) {
  for (const [index, item] of record.impact.entries()) {
    const measure = item.measure;
    if (!measure?.baseline || measure.better === null) continue;
    const change = measure.result.value - measure.baseline.value;
    const gain = measure.better === "higher" ? change : -change;
    if ((item.effect === "better" && gain <= 0) || (item.effect === "worse" && gain >= 0)) {
      const values = {
        effect: item.effect,
        before: general(measure.baseline.value),
        after: general(measure.result.value),
        better: measure.better,
      };
      yield { code: "effect-against-numbers", field: ["impact", index, "effect"], values };
    }
  }
}
