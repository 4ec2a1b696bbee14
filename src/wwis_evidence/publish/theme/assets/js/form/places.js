// @ts-check
// Line and column of every value of a file that `layout` wrote (documents/positions.py).

import { firstNot } from "./text.js";

/** @typedef {(string | number)[]} Field */
/** @typedef {[number, number]} Place */

/** @param {Field} field */
const named = (field) => JSON.stringify(field);

/**
 * @param {Place} one
 * @param {Place} other
 */
export const byPlace = (one, other) => one[0] - other[0] || one[1] - other[1];

export class Places {
  /**
   * @param {{ field: Field, value: Place, key: Place }[]} places as `laidOut` gives them
   * @param {string[]} keys the keys at the top of such a file, in their order
   */
  constructor(places, keys) {
    this.keys = keys;
    this.found = new Map(places.map((each) => [named(each.field), each]));
    this.starts = places
      .map((each) => ({ at: byPlace(each.value, each.key) < 0 ? each.value : each.key, field: each.field }))
      .sort((one, other) => byPlace(one.at, other.at) || one.field.length - other.field.length);
  }

  /**
   * The place of a key or value; where it is not there, of what is nearest.
   * @param {Field} field
   * @param {"key" | "value"} at
   * @returns {Place}
   */
  find(field, at = "value") {
    const found = this.found.get(named(field));
    if (found) return found[at];
    if (field.length === 1 && this.keys.includes(String(field[0]))) {
      const before = this.keys.slice(0, this.keys.indexOf(String(field[0]))).reverse();
      const last = before.map((key) => this.found.get(named([key]))).find((each) => each);
      if (last) return last.key;
    }
    for (let length = field.length - 1; length >= 0; length -= 1) {
      const around = this.found.get(named(field.slice(0, length)));
      if (around) return around.value;
    }
    return [1, 1];
  }

  /**
   * The field that a place stands in.
   * @param {Place} place
   * @returns {Field}
   */
  around(place) {
    const found = firstNot(this.starts, (start) => byPlace(start.at, place) <= 0);
    return found ? this.starts[found - 1].field : [];
  }
}
