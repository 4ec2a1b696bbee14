// @ts-check
// A record as the text of its file, in the canonical layout: what `wwis-evidence fmt` leaves unchanged.
// Mirrors documents/layout.py and documents/scalars.py; the rules are told on the site, under
// guides/canonical-layout.

import { match, search } from "./pattern.js";
import { isGroup, lengthOf, number, own } from "./text.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {(string | number)[]} Field */
/** @typedef {[number, number]} Place line and column, from 1; a column counts characters */
/** @typedef {{ [key: string]: Order }} Order */

const LONGEST_KEY = 1000; // characters as written; YAML knows no longer one on a line

/**
 * The text of a record's file.
 * @param {Record<string, any>} record
 * @param {string} kind the kind of file, for example "case-study"
 * @param {Data} data
 * @returns {string}
 * @throws {TypeError} the record holds what no file can hold; `clean` takes hidden characters out of text
 */
export function layout(record, kind, data) {
  return laidOut(record, orderOf(kind, data), data).text;
}

/**
 * A text as a file may hold it: line ends as line feeds, no hidden characters. For what was typed or pasted.
 * @param {string} text
 * @param {Data} data
 */
export function clean(text, data) {
  return text.replace(/\r\n?/g, "\n").replace(new RegExp(data.rules.limits.FORBIDDEN_IN_TEXT.pattern, "gu"), "");
}

/**
 * The order of the keys of a kind of file.
 * @param {string} kind
 * @param {Data} data
 * @returns {Order}
 */
export function orderOf(kind, data) {
  const name = shapeOf(kind);
  if (!own(data.orders, name)) throw new TypeError(`no file of the kind ${kind} has a form`);
  return data.orders[name];
}

/**
 * The kind whose keys a file has: a research report's are a case study's.
 * @param {string} kind
 */
export const shapeOf = (kind) => (kind === "research-report" ? "case-study" : kind);

/**
 * The text of a file, and where in it each value and its key stand.
 * @param {Record<string, any>} record
 * @param {Order} order
 * @param {Data} data
 */
export function laidOut(record, order, data) {
  const writing = new Writing(data);
  writing.note([], [1, 1], [1, 1]);
  if (hasParts(record)) writing.group(record, order, 0, []);
  else writing.lines.push("{}");
  return { text: writing.lines.map((line) => `${line}\n`).join(""), places: writing.places };
}

/**
 * A value that fits on one line.
 * @param {unknown} value
 * @param {Data} data
 */
export function scalarText(value, data) {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isFinite(value)) return number(value);
  if (typeof value !== "string" || search(data.rules.limits.FORBIDDEN_IN_TEXT, value)) {
    throw new TypeError("no file can hold this value");
  }
  return isPlain(value, data.rules) ? value : JSON.stringify(value);
}

/**
 * @param {string} text
 * @param {Data["rules"]} rules
 */
function isPlain(text, rules) {
  if (!text || rules.layout.NOT_FIRST.includes(text[0]) || /[ :]$|: | #|[\n\t\r]/.test(text)) return false;
  const scalars = rules.scalars;
  if (!scalars.NUMBER_START.includes(text[0])) return !own(scalars.WORDS, text);
  const numbers = [scalars.DECIMAL, scalars.OTHER_BASE, scalars.FLOAT, scalars.NOT_FINITE];
  return !numbers.some((pattern) => match(pattern, text));
}

/**
 * Whether a literal block holds a text without any further sign.
 * @param {unknown} value
 * @returns {value is string}
 */
function isBlock(value) {
  return typeof value === "string" && value.includes("\n") && !/^[ \n]|[\t\r]| \n| $/.test(value);
}

class Writing {
  /** @param {Data} data */
  constructor(data) {
    this.data = data;
    /** @type {string[]} */
    this.lines = [];
    /** @type {{ field: Field, value: Place, key: Place }[]} */
    this.places = [];
  }

  /**
   * @param {Field} field
   * @param {Place} value
   * @param {Place} key
   */
  note(field, value, key) {
    this.places.push({ field, value, key });
  }

  /**
   * @param {Record<string, any>} group
   * @param {Order} order
   * @param {number} indent
   * @param {Field} field
   */
  group(group, order, indent, field) {
    const known = Object.keys(order);
    const last = known.filter((key) => key !== "*").length;
    /** @param {string} key */
    const place = (key) => (key !== "*" && known.includes(key) ? known.indexOf(key) : last);
    const keys = Object.keys(group).filter((key) => group[key] !== undefined);
    for (const key of keys.sort((one, other) => place(one) - place(other))) {
      const written = scalarText(key, this.data);
      if (written.length > LONGEST_KEY) throw new TypeError("no file can hold a key of this length");
      this.value(group[key], `${written}: `, inner(order, key), indent, [...field, key]);
    }
  }

  /**
   * @param {any[]} list
   * @param {Order} order
   * @param {number} indent
   * @param {Field} field
   */
  list(list, order, indent, field) {
    list.forEach((item, index) => this.value(item, "- ", order, indent, [...field, index]));
  }

  /**
   * A value, after its key or its dash.
   * @param {unknown} value
   * @param {string} lead
   * @param {Order} order
   * @param {number} indent
   * @param {Field} field
   */
  value(value, lead, order, indent, field) {
    if (field.length > this.data.rules.limits.MAX_DEPTH) throw new TypeError("no file can hold so many levels");
    const isItem = lead === "- " && typeof field.at(-1) === "number";
    const line = this.lines.length + 1;
    /** @type {Place} */
    const start = [line, indent + 1];
    const pad = " ".repeat(indent);
    if (hasParts(value)) {
      if (!isItem) this.lines.push(pad + lead.trimEnd());
      /** @type {Place} */
      const first = [this.lines.length + 1, indent + 3];
      this.note(field, first, isItem ? first : start);
      if (Array.isArray(value)) this.list(value, order, indent + 2, field);
      else this.group(value, order, indent + 2, field);
      // A group or list that is an item begins on the dash's line.
      if (isItem) this.lines[line - 1] = `${pad}- ${this.lines[line - 1].slice(indent + 2)}`;
      return;
    }
    /** @type {Place} */
    const after = [line, indent + 1 + lengthOf(lead)];
    this.note(field, after, isItem ? after : start);
    if (isBlock(value) && !search(this.data.rules.limits.FORBIDDEN_IN_TEXT, value)) {
      this.lines.push(pad + lead + (value.endsWith("\n") ? (value.endsWith("\n\n") ? "|+" : "|") : "|-"));
      for (const each of value.replace(/\n$/, "").split("\n")) this.lines.push(each && `${pad}  ${each}`);
    } else {
      this.lines.push(pad + lead + this.oneLine(value));
    }
  }

  /** @param {unknown} value */
  oneLine(value) {
    if (Array.isArray(value)) return "[]";
    return isGroup(value) ? "{}" : scalarText(value, this.data);
  }
}

/** @param {unknown} value @returns {value is any[] | Record<string, any>} */
function hasParts(value) {
  if (Array.isArray(value)) return value.length > 0;
  return isGroup(value) && Object.values(value).some((part) => part !== undefined);
}

/**
 * @param {Order} order
 * @param {string} key
 */
function inner(order, key) {
  for (const name of [key, "*"]) if (own(order, name) && Object.keys(order[name]).length) return order[name];
  return {};
}
