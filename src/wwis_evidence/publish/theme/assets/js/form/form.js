// @ts-check
// What a form knows while it is filled in: the record, what the check says of it, and which fields were left.

import { pathOf } from "./findings.js";
import { at, pattern, shortName, tidy } from "./record.js";
import { fieldsOf, inWords, isWholeDate, itemOf, resolved } from "./schema.js";
import { placesOf, stepFor, stepsOf } from "./steps.js";

/** @typedef {import("./record.js").Path} Path */
/** @typedef {import("./schema.js").Schema} Schema */
/** @typedef {import("./check.js").Finding} Finding */
/** @typedef {import("./widgets.js").Need} Need */

const ID = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;

/** Today where the library is kept. */
export function today() {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(new Date());
}

export class Form {
  /**
   * @param {{ kind: string, slug: string, home: string, view: any, beside: any }} given
   *   slug: the case study that is reviewed, else empty; home: the way to the site's root;
   *   view: what draws the form (publish/forms/view.py); beside: the data of the case at hand, or null
   */
  constructor({ kind, slug, home, view, beside }) {
    const { plan } = view;
    this.kind = kind;
    this.slug = slug;
    this.home = home;
    this.view = view;
    this.plan = plan;
    this.beside = beside;
    /** @type {Schema} */
    this.schema = view.form;
    const ofCase = plan.of_case.map((/** @type {string} */ key) => [key, beside?.[key]]);
    /** @type {any} what the form fills in by itself */
    this.fixedRecord = { ...plan.fixed, ...Object.fromEntries(ofCase) };
    this.steps = stepsOf(this.schema, { ...plan, fixed: this.fixedRecord }, this.fixedRecord);
    /** @type {Finding[]} */
    this.findings = [];
    /** @type {Set<string>} places that somebody has left */
    this.left = new Set();
    this.isAll = false; // whether the whole was looked at, so that every finding may be shown
    this.isUnchecked = false; // whether the checks themselves failed: no file is given then
    /** @type {boolean | null} whether whoever writes is of age; never kept */
    this.adult = null;
    /** @type {(path: Path) => void} */
    this.onChange = () => {};
    /** @type {(words: string) => void} */
    this.say = () => {};
    /** @type {(step: string | undefined, finding?: Finding) => void} */
    this.open = () => {};
    /** @type {(path: Path, words: string, before: any) => void} */
    this.removed = () => {};
    /** @type {Map<string, { made: HTMLElement, again: () => HTMLElement }>} */
    this.fieldsDrawn = new Map();
    /** @type {import("./checker.js").Checker | null} the checks, once they are fetched */
    this.checker = null;
    this.asked = new Set(view.asked);
    this.empty();
  }

  /** Begin with nothing but what the form fills in, and today's date where one is asked for. */
  empty() {
    /** @type {any} */
    this.record = structuredClone(this.fixedRecord);
    /** @type {Set<string>} short names that the form made */
    this.automatic = new Set();
    this.name = "";
    this.left.clear();
    this.isAll = false;
    const { properties } = fieldsOf(this.schema, this.schema, this.record);
    for (const key of this.plan.today) {
      if (properties[key] && isWholeDate(properties[key])) this.record[key] = today();
    }
  }

  /** Let the check look at the record as it is now. */
  check() {
    if (!this.checker) return;
    const place = { kind: this.kind, slug: this.slugNow(), asOf: today(), path: this.path() ?? undefined };
    try {
      this.findings = this.inSteps(this.checker.check(this.tidy(), { ...place, beside: this.beside ?? undefined }));
      this.isUnchecked = false;
    } catch (error) {
      console.warn(error);
      this.findings = [];
      this.isUnchecked = true;
    }
  }

  /** @param {string} text */
  clean = (text) => this.checker?.clean(text) ?? text;

  /** The record as the file will hold it. */
  tidy() {
    return { ...tidy(this.record, this.clean), ...tidy(this.fixedRecord, this.clean) };
  }

  /** What stands at a place, without what is empty. @param {Path} path */
  tidyAt(path) {
    return tidy(at(this.record, path), this.clean);
  }

  /** The name of the case study: of the one at hand, as chosen, or made from the record. */
  slugNow() {
    return this.slug || this.name || shortName(String(this.record[this.plan.slug_from] ?? ""));
  }

  /** What the plan tells of the case at hand. @param {"name" | "words"} what @returns {string} */
  caseTold(what) {
    return this.beside?.case[this.plan.at_hand[what]] ?? "";
  }

  /** Where the file belongs in a library; null while its name cannot be known. */
  path() {
    const known = { ...this.record, slug: this.slugNow() };
    let isWhole = true;
    const path = this.plan.file.replaceAll(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ key) => {
      const word = String(known[key] ?? "").trim();
      isWhole &&= ID.test(word) && word.length <= 80 && (key !== "slug" || word.length > 2);
      return word;
    });
    const later = this.beside && this.name ? `.${this.name}` : "";
    return isWhole ? path.replace(/\.yaml$/, `${later}.yaml`) : null;
  }

  /** What the form fills in of a group. @param {Path} path @returns {Record<string, any>} */
  fixed(path) {
    const told = path.length ? at(this.fixedRecord, path) : this.fixedRecord;
    return typeof told === "object" && told !== null ? told : {};
  }

  /** @param {Path} path @param {boolean} isRequired @returns {Need} */
  need(path, isRequired) {
    if (isRequired) return "required";
    return this.asked.has(pattern(path)) ? "asked" : "optional";
  }

  /** @param {Path} path */
  stepOf(path) {
    return stepFor(this.steps, path);
  }

  /** Whether anything was written in a step. @param {import("./steps.js").Step} step */
  isBegun(step) {
    return placesOf(step).some((place) => this.tidyAt(place) !== undefined);
  }

  /** What every file must hold and this one lacks yet, as far as the check has not come to it. @returns {Path[]} */
  unfilled() {
    const { required, either } = fieldsOf(this.schema, this.schema, this.tidy());
    const alone = [...required].map((key) => [key]);
    const open = [...alone, ...either].filter((keys) => keys.every((key) => this.tidyAt([key]) === undefined));
    return open
      .map(([key]) => [key])
      .filter(([key]) => this.stepOf([key]) && !this.findings.some((one) => one.field.split(".")[0] === key));
  }

  /** Findings as the steps follow one another; first what is about the whole. @param {Finding[]} findings */
  inSteps(findings) {
    const ranked = findings.map((one) => {
      const step = this.stepOf(pathOf(one));
      return { one, place: step ? this.steps.indexOf(step) : -1 };
    });
    return ranked.sort((one, other) => one.place - other.place).map(({ one }) => one);
  }

  /** What is wrong in a step. @param {import("./steps.js").Step} step */
  findingsOf(step) {
    return this.findings.filter((one) => this.stepOf(pathOf(one)) === step);
  }

  /** A place in words: the field's title, and that of what it stands in. @param {Path} path */
  titleOf(path) {
    /** @type {Schema | undefined} */
    let part = this.schema;
    let here = this.record;
    /** @type {string[]} */
    const titles = [];
    for (const step of path) {
      if (!part) break;
      if (typeof step === "number") {
        part = itemOf(this.schema, part);
        titles.splice(-1, 1, `${part.title ?? titles.at(-1)} ${step + 1}`);
      } else {
        part = fieldsOf(this.schema, part, here).properties[step];
        titles.push(part ? (resolved(this.schema, part).title ?? inWords(step)) : inWords(step));
      }
      here = here?.[step];
    }
    return titles.slice(-2).join(", ") || "The whole file";
  }

  /** @param {Path} path */
  changed(path) {
    this.onChange(path);
  }

  /** Remember how a field was drawn, so that it can be drawn anew. @param {Path} path @param {HTMLElement} made @param {() => HTMLElement} again */
  drawn(path, made, again) {
    this.fieldsDrawn.set(path.join("."), { made, again });
  }

  /** Draw a field anew from the record. @param {Path} path */
  redraw(path) {
    const known = this.fieldsDrawn.get(path.join("."));
    known?.made.replaceWith(known.again());
  }

  /** Items of a list have other places now; null for one that is gone. @param {Path} path @param {(place: number) => number | null} moved */
  renumbered(path, moved) {
    const start = `${path.join(".")}.`;
    const left = [...this.left];
    this.left.clear();
    for (const place of left) {
      const [first, ...rest] = place.startsWith(start) ? place.slice(start.length).split(".") : [];
      const to = first === undefined ? null : moved(Number(first));
      if (first === undefined) this.left.add(place);
      else if (to !== null) this.left.add([...path, to, ...rest].join("."));
    }
  }
}
