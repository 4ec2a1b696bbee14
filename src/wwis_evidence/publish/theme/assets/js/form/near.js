// @ts-check
// Near misses, as Python's difflib finds them: the same suggestion here as there.

import { compared } from "./text.js";

const CUTOFF = 0.6;

/**
 * The text that comes nearest to a word, or "".
 * @param {string} word
 * @param {Iterable<string>} possible
 * @param {number} [cutoff] how much must be alike, of 1
 */
export function nearest(word, possible, cutoff = CUTOFF) {
  return allNear(word, possible, 1, cutoff)[0] ?? "";
}

/**
 * The texts that come nearest to a word, the nearest first.
 * @param {string} word
 * @param {Iterable<string>} possible
 * @param {number} most
 * @param {number} cutoff
 */
export function allNear(word, possible, most, cutoff) {
  /** @type {[number, string][]} */
  const found = [];
  const wanted = [...word];
  const places = placesIn(wanted);
  for (const text of possible) {
    const characters = [...text];
    const least = Math.min(characters.length, wanted.length);
    const total = characters.length + wanted.length;
    if (total && (2 * least) / total < cutoff) continue;
    const alike = ratio(characters, wanted, places);
    if (alike >= cutoff) found.push([alike, text]);
  }
  found.sort((one, other) => other[0] - one[0] || compared(other[1], one[1]));
  return found.slice(0, most).map(([, text]) => text);
}

/**
 * How much of two texts is alike, from 0 to 1.
 * @param {string} one
 * @param {string} other
 */
export function likeness(one, other) {
  const characters = [...other];
  return ratio([...one], characters, placesIn(characters));
}

/** @param {string[]} characters */
function placesIn(characters) {
  /** @type {Map<string, number[]>} */
  const places = new Map();
  characters.forEach((character, at) => {
    const known = places.get(character);
    if (known) known.push(at);
    else places.set(character, [at]);
  });
  return places;
}

/**
 * @param {string[]} a
 * @param {string[]} b
 * @param {Map<string, number[]>} places where each character stands in b
 */
function ratio(a, b, places) {
  const total = a.length + b.length;
  if (!total) return 1;
  let matches = 0;
  const waiting = [[0, a.length, 0, b.length]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [fromA, toA, fromB, toB] = next;
    const [atA, atB, size] = longest(a, places, fromA, toA, fromB, toB);
    if (!size) continue;
    matches += size;
    if (fromA < atA && fromB < atB) waiting.push([fromA, atA, fromB, atB]);
    if (atA + size < toA && atB + size < toB) waiting.push([atA + size, toA, atB + size, toB]);
  }
  return (2 * matches) / total;
}

/**
 * The longest piece that two texts have in common, the first of equal ones.
 * @param {string[]} a
 * @param {Map<string, number[]>} places
 * @param {number} fromA
 * @param {number} toA
 * @param {number} fromB
 * @param {number} toB
 */
function longest(a, places, fromA, toA, fromB, toB) {
  let [bestA, bestB, size] = [fromA, fromB, 0];
  /** @type {Map<number, number>} */
  let before = new Map();
  for (let i = fromA; i < toA; i += 1) {
    /** @type {Map<number, number>} */
    const now = new Map();
    for (const j of places.get(a[i]) ?? []) {
      if (j < fromB) continue;
      if (j >= toB) break;
      const length = (before.get(j - 1) ?? 0) + 1;
      now.set(j, length);
      if (length > size) [bestA, bestB, size] = [i - length + 1, j - length + 1, length];
    }
    before = now;
  }
  return [bestA, bestB, size];
}
