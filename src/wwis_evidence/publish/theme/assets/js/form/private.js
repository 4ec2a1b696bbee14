// @ts-check
// What private findings found is kept out of every other finding. Mirrors checks/private.py.

import { all } from "./pattern.js";
import { foundIn } from "./rules/personal-data.js";
import { standIn } from "./rules/personal.js";
import { commas, general, isGroup, number, own, split, visible } from "./text.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./check.js").Finding & { line: number, column: number }} Located */

export class Private {
  /**
   * @param {Located[]} findings
   * @param {string} text of the file
   * @param {Record<string, any>} record as it was given
   * @param {Data} data
   */
  constructor(findings, text, record, data) {
    this.data = data;
    this.rules = data.rules.private;
    const told = findings.filter((finding) => data.checks[finding.code].private);
    this.lines = new Set(told.map((finding) => finding.line));
    /** @type {string[]} */
    this.texts = told.length ? [...new Set(textsOf(text, data))].sort((one, other) => other.length - one.length) : [];
    this.words = new Set(this.texts.flatMap((each) => all(this.rules.WORD, each)));
    /** @type {Map<string, RegExp>} */
    this.figures = new Map();
    for (const item of new Set(told.map((finding) => itemOf(finding.field)))) {
      const figures = item.startsWith("impact.") ? figuresOf(record, item, this.rules.FIGURES) : [];
      if (!figures.length) continue;
      const listed = figures.map((figure) => figure.replace(/[.+]/g, "\\$&")).join("|");
      this.figures.set(item, new RegExp(`(?<![\\p{L}\\p{N}_.,])(?:${listed})(?![\\p{L}\\p{N}_]|[.,]\\p{Nd})`, "gu"));
    }
  }

  /**
   * The same finding without any private value.
   * @param {Located} finding
   * @returns {Located}
   */
  hide(finding) {
    if (!this.lines.size) return finding;
    let [message, hint, field] = [finding.message, finding.hint, finding.field].map((text) => this.hideIn(text));
    if (!this.data.checks[finding.code].private) {
      // It may be about a piece of the value.
      if (this.lines.has(finding.line)) [message, hint, field] = [message, hint, field].map((text) => this.withoutWords(text));
      const figures = this.figures.get(itemOf(finding.field));
      if (figures) message = message.replace(figures, () => this.rules.STAND_IN);
    }
    return { ...finding, message, hint, field };
  }

  /** @param {string} text */
  withoutWords(text) {
    return text.replace(new RegExp(this.rules.WORD.pattern, "gu"), (word) => (this.words.has(word) ? this.rules.STAND_IN : word));
  }

  /**
   * A text with a stand-in for each private value, and for the beginning of one before a cut.
   * @param {string} text
   */
  hideIn(text) {
    if (!this.texts.length) return text;
    let [result, at] = ["", 0];
    while (at < text.length) {
      const end = this.endOf(text, at);
      result += end ? this.rules.STAND_IN : text[at];
      at = end || at + 1;
    }
    return result;
  }

  /**
   * Where the longest private value ends that begins at a place; 0 where none does.
   * @param {string} text
   * @param {number} at
   */
  endOf(text, at) {
    const found = this.texts.find((each) => text.startsWith(each, at));
    if (found) return at + found.length;
    const { CUT, FEWEST_TOLD } = this.rules;
    const cut = text.indexOf(CUT, at);
    if (cut < at + FEWEST_TOLD) return 0;
    const start = text.slice(at, cut);
    return this.texts.some((each) => each.startsWith(start)) ? cut : 0;
  }
}

/**
 * What looks like personal data in a file, in each form in which a message may show it.
 * @param {string} text
 * @param {Data} data
 */
function* textsOf(text, data) {
  for (const { what } of foundIn(standIn(text), data)) {
    yield visible(what, data.rules.private.LONGEST);
    const line = split(what).join(" ");
    yield line;
    yield line.replaceAll("''", "'"); // as it reads between single quotes
  }
}

/**
 * The list item that a field belongs to, for example "impact.0".
 * @param {string} field
 */
const itemOf = (field) => field.split(".").slice(0, 2).join(".");

/**
 * Every figure of an impact item, in each form in which a message may show it, the longest first.
 * @param {Record<string, any>} record
 * @param {string} item
 * @param {string[]} keys
 */
function figuresOf(record, item, keys) {
  const [key, index] = item.split(".");
  const list = inside(record, key);
  const measure = inside(Array.isArray(list) && /^\d+$/.test(index) ? list[Number(index)] : null, "measure");
  const readings = ["baseline", "result"].map((name) => inside(measure, name));
  const figures = readings.flatMap((reading) => keys.map((name) => inside(reading, name)));
  const told = figures.filter((figure) => typeof figure === "number").flatMap(written);
  return [...new Set(told)].sort((one, other) => other.length - one.length);
}

/** @param {number} figure */
function written(figure) {
  const [whole, ...rest] = number(figure).split(".");
  const parted = /^-?\d+$/.test(whole) ? [commas(Number(whole)), ...rest].join(".") : number(figure);
  return [number(figure), general(figure), parted];
}

/**
 * @param {unknown} group
 * @param {string} key
 */
const inside = (group, key) => (isGroup(group) && own(group, key) ? group[key] : null);

