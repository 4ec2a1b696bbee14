// @ts-check
// Local areas by the names people use (vocabulary/areas.py and _names.py); the names are form-areas.json.

import { allNear, likeness } from "./near.js";
import { all, matchWhole } from "./pattern.js";
import { compared, folded, lengthOf, own, split } from "./text.js";

/**
 * @typedef {object} Area
 * @property {string} code
 * @property {boolean} countyForms whether it may be called a county
 * @property {string} from first day; "" where that is open
 * @property {string} to last day; "" while it is current
 * @property {string[]} successors their codes
 * @property {string} name
 */

const WORD = { pattern: "[\\p{L}\\p{N}]+" };

export class Areas {
  /**
   * @param {Record<string, any>} held form-areas.json
   * @param {Record<string, any>} rules `rules` of form-data.json
   */
  constructor(held, rules) {
    this.rules = rules;
    /** @type {Area[]} */
    this.areas = held.areas.map((/** @type {any[]} */ row) => {
      const [code, countyForms, from, to, successors, name] = row;
      return { code, countyForms, from, to, successors, name };
    });
    this.byCode = new Map(this.areas.map((area) => [area.code, area]));
    this.names = held.names;
    this.shortNames = held.short_names;
    this.eras = held.eras;
  }

  /**
   * The area that a name means, or null.
   * @param {string} name
   */
  resolve(name) {
    if (lengthOf(name) > this.rules.areas.LONGEST) return null;
    for (const [place, form] of this.placesOf(keyOf(name))) {
      if (!own(this.names, place)) continue;
      const area = this.areas[this.names[place]];
      return area.countyForms || !this.rules.areas.COUNTY_FORMS.includes(form) ? area : null;
    }
    return null;
  }

  /**
   * The name of the area that a misspelt name comes nearest to, or "".
   * @param {string} name
   */
  suggest(name) {
    if (lengthOf(name) > this.rules.areas.LONGEST) return "";
    /** @type {Map<string, number>} */
    const likenesses = new Map();
    for (const [place] of this.placesOf(keyOf(name))) {
      for (const key of allNear(place, Object.keys(this.shortNames), 3, this.rules.areas.NEAR)) {
        likenesses.set(this.shortNames[key], likeness(key, place));
      }
    }
    const found = [...likenesses].sort((one, other) => other[1] - one[1] || compared(one[0], other[0]));
    return found.length ? found[0][0] : "";
  }

  /**
   * Whether an area existed on any day of a period.
   * @param {Area} area
   * @param {string} first
   * @param {string} last
   */
  existed(area, first, last) {
    const codes = own(this.eras, area.code) ? this.eras[area.code] : [];
    const eras = [area, ...codes.map((/** @type {string} */ code) => /** @type {Area} */ (this.byCode.get(code)))];
    return eras.some((era) => era.from <= last && (!era.to || era.to >= first));
  }

  /**
   * The places that a name may mean, each with the words for a council that were taken off.
   * @param {string} key
   * @returns {Generator<[string, string]>}
   */
  *placesOf(key) {
    const { AFTER, BEFORE } = this.rules["area-names"];
    yield [key, ""];
    const after = matchWhole(AFTER, key)?.groups;
    if (after) yield [after.place, after.form];
    const before = matchWhole(BEFORE, after ? after.place : key)?.groups;
    if (before) yield [before.place, before.form];
  }
}

/**
 * The form in which names are compared.
 * @param {string} name
 */
function keyOf(name) {
  const plain = split(folded(name.normalize("NFKC"))).join(" ");
  const words = all(WORD, plain.replaceAll("&", " and ").replace(/['\u2019]/g, ""));
  const same = words.map((word) => (word === "saint" ? "st" : word));
  return (same[0] === "the" ? same.slice(1) : same).join(" ");
}
