// @ts-check
// Text and numbers as Python counts, cuts and writes them, so that both give the same words (bounds.py,
// records/base.py). Characters are code points here, as they are there.

const SPACE = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const SPACES = new RegExp(`[${SPACE}]+`, "u");
const BEGINNING = new RegExp(`^[${SPACE}]+`, "u");
const END = new RegExp(`[${SPACE}]+$`, "u");
const UNSEEN = /(?! )[\p{C}\p{Z}]/u;
const EACH_UNSEEN = /(?! )[\p{C}\p{Z}]/gu;

/**
 * Whether an object itself holds a key: what every object inherits is none of a record's.
 * @param {object} object
 * @param {PropertyKey} key
 */
export const own = (object, key) => Object.hasOwn(object, key);

/**
 * The index of the first item that a condition does not hold of; it holds of all before it and of none after.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => boolean} holds
 */
export function firstNot(items, holds) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {unknown} value @returns {value is Record<string, any>} */
export function isGroup(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {string} text */
export function lengthOf(text) {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** @param {string} text */
export const withoutSpace = (text) => text.replace(BEGINNING, "").replace(END, "");

/** @param {string} text */
export const withoutEnd = (text) => text.replace(END, "");

/**
 * The words between white space.
 * @param {string} text
 */
export const split = (text) => text.split(SPACES).filter((word) => word !== "");

/**
 * @param {string} text
 * @param {number} longest
 */
function cut(text, longest) {
  if (text.length <= longest) return text;
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}

/**
 * A file's own text in a form that is safe and short enough to repeat (bounds.shown).
 * @param {string} text
 * @param {number} longest
 */
export function visible(text, longest = 80) {
  const short = cut(text, longest);
  if (!UNSEEN.test(short)) return short;
  const written = short.replace(EACH_UNSEEN, (character) => {
    const code = /** @type {number} */ (character.codePointAt(0)).toString(16).toUpperCase();
    return `\\u${code.padStart(4, "0")}`;
  });
  return cut(written.replaceAll("\\u000A", "\\n").replaceAll("\\u0009", "\\t"), longest);
}

/**
 * A short form of any value for a message (records.base.shown).
 * @param {unknown} value
 * @param {number} longest
 */
export function shown(value, longest) {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a group of keys";
  return cut(split(typeof value === "number" ? number(value) : String(value)).join(" "), longest);
}

/**
 * A number as Python writes it; a whole one without a point.
 * @param {number} value
 */
export function number(value) {
  if (Number.isInteger(value)) return BigInt(value).toString();
  const [digits, exponent] = value.toExponential().split("e");
  return Number(exponent) < -4 ? `${digits}${exponentText(Number(exponent))}` : String(value);
}

/** @param {number} exponent */
function exponentText(exponent) {
  return `e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/**
 * A number in at most six digits, as Python's format "g" has it.
 * @param {number} value
 */
export function general(value) {
  if (value === 0) return "0";
  const [written, power] = Math.abs(value).toExponential(20).split("e");
  let exponent = Number(power);
  const digits = written.replace(".", "");
  let six = Number(digits.slice(0, 6));
  const rest = digits.slice(6);
  if (rest[0] > "5" || (rest[0] === "5" && (/[1-9]/.test(rest.slice(1)) || six % 2 === 1))) six += 1;
  if (six === 1_000_000) {
    six = 100_000;
    exponent += 1;
  }
  const figures = String(six);
  const sign = value < 0 ? "-" : "";
  if (exponent < -4 || exponent >= 6) return sign + withPoint(figures, 1) + exponentText(exponent);
  return sign + (exponent < 0 ? withPoint("0".repeat(-exponent) + figures, 1) : withPoint(figures, exponent + 1));
}

/**
 * @param {string} digits
 * @param {number} at
 */
function withPoint(digits, at) {
  const after = digits.slice(at).replace(/0+$/, "");
  return digits.slice(0, at) + (after ? `.${after}` : "");
}

/**
 * A whole number with a comma at each thousand.
 * @param {number} value
 */
export const commas = (value) => number(value).replace(/\B(?=(\d{3})+$)/g, ",");

/**
 * Rounded as Python rounds: a half goes to the even neighbour.
 * @param {number} value
 */
export function rounded(value) {
  const down = Math.floor(value);
  if (value - down !== 0.5) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}

/**
 * Text with its case folded: more than small letters, so that all forms of a letter are one.
 * @param {string} text
 */
export function folded(text) {
  const small = text.split("\u0131").map((part) => part.toLowerCase().toUpperCase().toLowerCase());
  // The capitals of Cherokee are the older letters, and stand for both.
  return small.join("\u0131").replaceAll("ς", "σ").replace(/\p{Script=Cherokee}/gu, (letter) => letter.toUpperCase());
}

/**
 * Each run of letters and digits of a text, in small letters (words.py).
 * @param {string} text
 * @returns {string[]}
 */
export const wordsOf = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * Which of two texts comes first by its code points.
 * @param {string} one
 * @param {string} other
 */
export function compared(one, other) {
  if (one === other) return 0;
  const [a, b] = [[...one], [...other]];
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const difference = /** @type {number} */ (a[at].codePointAt(0)) - /** @type {number} */ (b[at].codePointAt(0));
    if (difference) return difference;
  }
  return a.length - b.length;
}
