// @ts-check
// Plain data as a record, or what is wrong with its shape. Mirrors records/shape.py and the types of
// records/base.py; which key holds what comes from `shapes` in form-data.json (publish/forms/shapes.py).

import { isDay } from "./dates.js";
import { nearest } from "./near.js";
import { match } from "./pattern.js";
import { commas, isGroup, lengthOf, number, own, shown, withoutSpace } from "./text.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {(string | number)[]} Field */
/**
 * @typedef {object} Problem
 * @property {string} code
 * @property {Field} field
 * @property {Record<string, string>} [values] what fills the message and the hint
 * @property {"key" | "value"} [at]
 * @property {[number, number]} [mark] line and column, where these are known already
 */

const WRONG = Symbol("not of its shape");

/**
 * Read plain data as a record: missing keys have their defaults, groups with free keys are Maps.
 * @param {unknown} data
 * @param {string} name of the record
 * @param {Data} driving
 * @returns {{ record: Record<string, any> | null, problems: Problem[] }}
 */
export function shape(data, name, driving) {
  const reading = new Reading(driving);
  const record = reading.record(data, name, []);
  const problems = reading.problems.slice(0, driving.rules.limits.MAX_PROBLEMS);
  return { record: record === WRONG ? null : /** @type {Record<string, any>} */ (record), problems };
}

class Reading {
  /** @param {Data} data */
  constructor(data) {
    this.base = data.rules.base;
    this.records = data.shapes.records;
    /** @type {Problem[]} */
    this.problems = [];
  }

  /**
   * @param {string} code
   * @param {Field} field
   * @param {Record<string, string>} [values]
   * @param {"key" | "value"} [at]
   */
  refuse(code, field, values = {}, at = "value") {
    this.problems.push({ code, field, values, at });
    return WRONG;
  }

  /** @param {unknown} value */
  shown(value) {
    return shown(value, this.base.SHOWN_CHARACTERS);
  }

  /**
   * @param {unknown} value
   * @param {string} expected
   * @param {Field} field
   */
  wrongType(value, expected, field) {
    return this.refuse("wrong-type", field, { found: this.shown(value), expected });
  }

  /**
   * @param {unknown} value
   * @param {string} name
   * @param {Field} field
   * @returns {unknown}
   */
  record(value, name, field) {
    if (!isGroup(value)) return this.wrongType(value, "a group of keys", field);
    const { keys, when } = this.records[name];
    const before = this.problems.length;
    /** @type {Record<string, any>} */
    const record = {};
    for (const [key, part] of Object.entries(keys)) {
      if (own(value, key) && value[key] !== undefined) record[key] = this.value(value[key], part, [...field, key]);
      else if (part.needed) this.refuse("missing-key", [...field, key], { key });
      else record[key] = this.defaultOf(part);
    }
    for (const key of Object.keys(value)) {
      if (own(keys, key) || value[key] === undefined) continue;
      const known = Object.keys(keys);
      const told = this.shown(key);
      const values = { key: told, near: nearest(told, known), known: known.join(", ") };
      this.refuse("unknown-key", [...field, key], values, "key");
    }
    if (this.problems.length > before) return WRONG;
    const needed = when && asks(record, when) ? when.needs : [];
    return this.between(record, name === "Sustained" ? neededOfSustained(record) : needed, field);
  }

  /** @param {any} part */
  defaultOf(part) {
    return part.is === "map" ? new Map() : structuredClone(part.default);
  }

  /**
   * What must be there because of other keys; only the first that is not is told.
   * @param {Record<string, any>} record
   * @param {string[]} needed
   * @param {Field} field
   */
  between(record, needed, field) {
    const both = needed.find((key) => key === "at_least_months");
    if (both) return this.refuse("sustained-two-ways", [...field, both], { key: both }, "key");
    const missing = needed.find((key) => record[key] === null);
    return missing ? this.refuse("missing-key", [...field, missing], { key: missing }, "key") : record;
  }

  /**
   * @param {unknown} value
   * @param {any} part what may stand here
   * @param {Field} field
   * @returns {unknown}
   */
  value(value, part, field) {
    if (part.word !== undefined) {
      if (value === part.word) return part.null ? null : this.emptyRecord(part.of);
      if (part.else && !isGroup(value)) return this.refuse(part.else, field);
      if (part.needs && isGroup(value) && !own(value, part.needs)) {
        return this.refuse("missing-key", [...field, part.needs], { key: part.needs }, "key");
      }
    }
    if (value === null && part.null) return null;
    switch (part.is) {
      case "record":
        return this.record(value, part.of, field);
      case "list":
        return this.list(value, part, field);
      case "map":
        return this.map(value, part, field);
      case "boolean":
        return typeof value === "boolean" ? value : this.wrongType(value, "true or false", field);
      case "literal":
        return part.values.includes(value) ? value : this.wrongValue(value, alternatives(part.values), field);
      case "one":
      case "whole":
      case "number":
        return this.number(value, part, field);
      case "date":
      case "full-date":
        return this.date(value, part, field);
      default:
        return this.text(value, part, field);
    }
  }

  /** @param {string} name */
  emptyRecord(name) {
    return Object.fromEntries(Object.keys(this.records[name].keys).map((key) => [key, null]));
  }

  /**
   * @param {unknown} value
   * @param {string} expected
   * @param {Field} field
   */
  wrongValue(value, expected, field) {
    return this.refuse("wrong-value", field, { found: this.shown(value), expected });
  }

  /**
   * @param {unknown} value
   * @param {any} part
   * @param {Field} field
   */
  list(value, part, field) {
    if (!Array.isArray(value)) return this.wrongType(value, "a list", field);
    const before = this.problems.length;
    const items = [];
    for (const [index, item] of value.entries()) {
      const read = this.value(item, part.of, [...field, index]);
      if (read === WRONG) continue;
      items.push(read);
      if (items.length > part.longest) {
        this.problems.length = before;
        return this.outOfRange(`a list of ${commas(value.length)}`, `a list of ${commas(part.longest)} or fewer`, field);
      }
    }
    if (value.length < (part.fewest ?? 0)) {
      const found = value.length ? `a list of ${commas(value.length)}` : "an empty list";
      this.outOfRange(found, `a list of ${commas(part.fewest)} or more`, field);
    }
    return this.problems.length > before ? WRONG : items;
  }

  /**
   * @param {string} found
   * @param {string} expected
   * @param {Field} field
   */
  outOfRange(found, expected, field) {
    return this.refuse("out-of-range", field, { found, expected });
  }

  /**
   * @param {unknown} value
   * @param {any} part
   * @param {Field} field
   */
  map(value, part, field) {
    if (!isGroup(value)) return this.wrongType(value, "a group of keys", field);
    const before = this.problems.length;
    const map = new Map();
    for (const [key, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      const first = this.problems.length;
      this.value(key, part.key, [...field, key]);
      for (const problem of this.problems.slice(first)) {
        problem.at = "key";
        if (isGroup(inner) && own(inner, "[key]")) Object.assign(problem, { field: [...field, key, "[key]"], at: "value" });
      }
      map.set(key, this.value(inner, part.of, [...field, key]));
    }
    return this.problems.length > before ? WRONG : map;
  }

  /**
   * @param {unknown} value
   * @param {any} part
   * @param {Field} field
   */
  number(value, part, field) {
    if (typeof value !== "number" || Number.isNaN(value)) {
      return this.wrongType(value, part.is === "number" ? "a number" : "a whole number", field);
    }
    if (part.is !== "number" && !Number.isInteger(value)) return this.wrongType(value, "a whole number", field);
    if (part.is === "one") return value === 1 ? value : this.wrongValue(value, "1", field);
    if (value < part.least) return this.outOfRange(this.shown(value), `${commas(part.least)} or more`, field);
    if (value > part.most) return this.outOfRange(this.shown(value), `${commas(part.most)} or less`, field);
    return value;
  }

  /**
   * @param {unknown} value
   * @param {any} part
   * @param {Field} field
   */
  date(value, part, field) {
    if (part.or !== undefined && value === part.or) return value;
    const text = Number.isInteger(value) ? yearText(/** @type {number} */ (value)) : value;
    const found = typeof text === "string" ? match(this.base.PARTIAL_DATE, text) : null;
    if (found?.groups) {
      const { year, month = "01", day = "01" } = found.groups;
      const known = Number(year) >= this.base.EARLIEST_YEAR && Number(year) <= this.base.LATEST_YEAR;
      const whole = part.is === "date" || found[0].length === "2024-03-20".length;
      if (known && whole && isDay(`${year}-${month}-${day}`)) return found[0];
    }
    const expected = part.is === "date" ? "2024, 2024-03 or 2024-03-20" : "a whole date such as 2024-03-20";
    return this.refuse("wrong-date", field, { found: this.shown(value), expected });
  }

  /**
   * @param {unknown} given
   * @param {any} part
   * @param {Field} field
   */
  text(given, part, field) {
    const value = part.is === "period" && Number.isInteger(given) ? number(/** @type {number} */ (given)) : given;
    if (typeof value !== "string") return this.wrongType(value, "text", field);
    switch (part.is) {
      case "string":
        return value;
      case "currency":
        return /^[\x00-\x7f]{3}$/.test(value) && /[A-Z]/.test(value) && !/[a-z]/.test(value)
          ? value
          : this.wrongValue(value, "a currency in three capital letters, for example GBP,", field);
      case "id": {
        const long = lengthOf(value);
        const limit = part.code === "wrong-url" ? this.base.LONGEST_TEXT : this.base.LONGEST_ID;
        if (long <= limit && match(this.base[part.pattern], value)) return value;
        return this.refuse(part.code, field, { found: this.shown(value) });
      }
    }
    if (withoutSpace(value) === "") return this.refuse("empty-text", field);
    const limit = part.is === "word" ? this.base.LONGEST_ID : this.base.LONGEST_TEXT;
    const long = lengthOf(value);
    if (long > limit) return this.refuse("text-too-long", field, { found: commas(long), limit: commas(limit) });
    return part.one_line && value.includes("\n") ? this.refuse("text-of-one-line", field) : value;
  }
}

/** @param {number} value */
function yearText(value) {
  const digits = number(Math.abs(value));
  return value < 0 ? `-${digits.padStart(3, "0")}` : digits.padStart(4, "0");
}

/**
 * Whether a record's key asks for others.
 * @param {Record<string, any>} record
 * @param {any} when
 */
function asks(record, when) {
  const value = record[when.key];
  return when.values ? when.values.includes(value) : value !== null;
}

/**
 * What must stand under `sustained`: dates, or a floor in months where a source gives only that.
 * @param {Record<string, any>} record
 */
function neededOfSustained(record) {
  if (record.at_least_months !== null) {
    return ["from", "to", "as_of"].some((key) => record[key] !== null) ? ["at_least_months"] : [];
  }
  return [null, "ongoing"].includes(record.to) ? ["from", "as_of"] : ["from"];
}

/** @param {string[]} words */
function alternatives(words) {
  return words.length === 1 ? words[0] : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
