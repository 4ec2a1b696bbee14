// @ts-check
// Findings that an exception in the file lets stand. Mirrors checks/exceptions.py and checks/excuses.py, for
// the exceptions of the file itself.

import { nearest } from "./near.js";
import { own } from "./text.js";
import { inWords } from "./words.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./private.js").Located} Located */
/** @typedef {{ code: string, field: string, until: string, index: number }} Excuse */

export class Exceptions {
  /**
   * @param {Record<string, any> | null} record
   * @param {import("./places.js").Places} places
   * @param {string} asOf
   * @param {Data} data
   */
  constructor(record, places, asOf, data) {
    this.places = places;
    this.asOf = asOf;
    this.data = data;
    // Whether the case study is there that takes this one's place: if not, that is an error.
    this.restsOnOthers = (record?.changes ?? []).some((/** @type {any} */ change) => change.superseded_by !== null);
    /** @type {Excuse[]} */
    this.listed = (record?.exceptions ?? []).map((/** @type {any} */ each, /** @type {number} */ index) => {
      return { code: each.code, field: each.field ?? "", until: each.until, index };
    });
  }

  /** Every exception for an unknown check, for what nobody may let stand here, or for too long a time. */
  *atFault() {
    const { SETTINGS, MOST_YEARS } = this.data.rules.exceptions;
    for (const each of this.listed) {
      const { code, until } = each;
      if (!own(this.data.checks, code)) {
        const near = nearest(code, Object.keys(this.data.checks));
        yield this.told("exception-unknown-code", each, "code", { found: code, near });
      } else if (!this.may(code)) {
        const elsewhere = this.data.checks[code].excusable === "in-library";
        const values = { code, where: elsewhere ? " in the file itself" : "", near: elsewhere ? SETTINGS : "" };
        yield this.told("exception-not-allowed", each, "code", values);
      }
      if (this.tooLong(until)) {
        yield this.told("exception-too-long", each, "until", { until, years: String(MOST_YEARS) });
      }
    }
  }

  /**
   * What is left of some findings, with those about the exceptions themselves.
   * @param {Located[]} findings
   * @returns {Located[]}
   */
  leave(findings) {
    const sound = this.listed.filter((each) => this.may(each.code) && !this.tooLong(each.until));
    const holds = (/** @type {Excuse} */ each) => each.until >= this.asOf;
    const taken = new Set();
    const [expired, idle] = [/** @type {Excuse[]} */ ([]), /** @type {Excuse[]} */ ([])];
    for (const each of [...sound.filter(holds), ...sound.filter((each) => !holds(each))]) {
      const meant = findings.filter((finding) => finding.code === each.code && !taken.has(finding) && means(each, finding));
      if (!meant.length) {
        // Whether a change needs it shows only where that change is looked at.
        if (!this.data.checks[each.code].compares || !holds(each)) idle.push(each);
      } else if (holds(each)) meant.forEach((finding) => taken.add(finding));
      else expired.push(each);
    }
    const left = findings.filter((finding) => !taken.has(finding));
    // Errors keep rules from running; and what other files decide is not known here.
    const certain = !this.restsOnOthers && left.every((finding) => finding.severity !== "error");
    const unused = certain ? idle.filter((each) => this.data.checks[each.code].in_form) : [];
    return [
      ...left,
      ...expired.map((each) => this.told("exception-expired", each, "until", { code: each.code, until: each.until })),
      ...unused.map((each) => this.told("exception-unused", each, "code", { code: each.code, until: each.until })),
    ];
  }

  /** @param {string} code */
  may(code) {
    return own(this.data.checks, code) && this.data.checks[code].excusable === "anywhere";
  }

  /** @param {string} until */
  tooLong(until) {
    const last = String(Number(this.asOf.slice(0, 4)) + this.data.rules.exceptions.MOST_YEARS);
    return until > last + this.asOf.slice(4);
  }

  /**
   * @param {string} code
   * @param {Excuse} each
   * @param {string} key
   * @param {Record<string, string>} values
   * @returns {Located}
   */
  told(code, each, key, values) {
    const field = ["exceptions", each.index, key];
    const [line, column] = this.places.find(field);
    return { code, field: field.join("."), line, column, ...inWords({ code, field, values }, this.data) };
  }
}

/**
 * Whether a finding stands at an exception's place or below it.
 * @param {Excuse} each
 * @param {Located} finding
 */
function means(each, finding) {
  return !each.field || `${finding.field}.`.startsWith(`${each.field}.`);
}
