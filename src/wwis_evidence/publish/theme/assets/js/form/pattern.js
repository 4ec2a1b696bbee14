// @ts-check
// Patterns of the Python rules (`rules` in form-data.json), used in the ways in which Python uses them.

/**
 * @typedef {object} Pattern
 * @property {string} pattern
 * @property {RegExp} [anywhere]
 * @property {RegExp} [here]
 */

/**
 * Every match in a text, from one place to another; what lies before the first may be looked back at.
 * @param {Pattern} pattern
 * @param {string} text
 * @param {number} [from]
 * @param {number} [to]
 * @returns {Generator<RegExpExecArray>}
 */
export function* finds(pattern, text, from = 0, to = text.length) {
  const looked = to < text.length ? text.slice(0, to) : text;
  // One of its own: what uses a match may look for the same pattern.
  const expression = new RegExp(pattern.pattern, "dgu");
  expression.lastIndex = from;
  for (let match = expression.exec(looked); match; match = expression.exec(looked)) {
    yield match;
    if (match[0] === "") expression.lastIndex += 1;
  }
}

/**
 * The first match in a text, from one place to another.
 * @param {Pattern} pattern
 * @param {string} text
 * @param {number} [from]
 * @param {number} [to]
 */
export function search(pattern, text, from = 0, to = text.length) {
  pattern.anywhere ??= new RegExp(pattern.pattern, "dgu");
  pattern.anywhere.lastIndex = from;
  return pattern.anywhere.exec(to < text.length ? text.slice(0, to) : text);
}

/**
 * The match at the beginning of a text.
 * @param {Pattern} pattern
 * @param {string} text
 */
export function match(pattern, text) {
  pattern.here ??= new RegExp(pattern.pattern, "uy");
  pattern.here.lastIndex = 0;
  return pattern.here.exec(text);
}

/**
 * The match of a whole text.
 * @param {Pattern} pattern
 * @param {string} text
 */
export function matchWhole(pattern, text) {
  return new RegExp(`^(?:${pattern.pattern})$`, "u").exec(text);
}

/**
 * All matches as text.
 * @param {Pattern} pattern
 * @param {string} text
 */
export const all = (pattern, text) => [...finds(pattern, text)].map((found) => found[0]);
