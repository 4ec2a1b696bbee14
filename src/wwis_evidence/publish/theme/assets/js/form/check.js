// @ts-check
// The checks of one file, as `wwis-evidence check` makes them, for whoever fills in a form.
//
// How the form's modules fit together:
//
//   data.js    load() fetches what drives a form: `form-data.json` and, for case studies and the register,
//              `form-areas.json`. Both are made when the site is built (publish/form_data.py) from the JSON
//              Schemas, the framework, the vocabulary, checks.json and word_lists.json. Nothing here knows a
//              criterion, a bar, a role, a word of a list or an area by name.
//   check.js   check(record, context) gives findings: the codes, fields, words and hints of the Python checks
//              that are marked `in_form`.
//   layout.js  layout(record, kind, data) gives the text of the file, in the canonical layout.
//
// A record is the plain object that a YAML file holds (site/pages/guides, schemas/<kind>.json): keys that
// were left empty are left out of it. Dates are text, a bare year may be a number.
//
// What form-data.json holds (`Data`, keys may be added):
//
//   library     { title, publisher, licence, contact, repository_url, site_url, fictional }; empty text
//               where the library does not say
//   framework   { reference, id, version, title, bars: [id], findings: [{ id, value, cites: bool }],
//                 indicators: [{ id, title, statement, bars: [{ id, statement }],
//                   criteria: [{ id, title, statement, guidance, examples: [{ finding, words }] }],
//                   contests: [{ id, statement }] }] }
//   schemas     { kind: JSON Schema with title, description, examples, enum and enumDescriptions }
//   vocabulary  { list: [{ id, label, words }] }
//   checks      { code: { severity, title, message, hint, hint_near, private, excusable, in_form } }
//   shapes, orders, rules, words: for the checks and the layout alone
//
// form-areas.json holds every name of an area; `data.areaNames` lists those to offer while somebody types.
//
// Each module under rules/ mirrors the Python module that it names; their constants and patterns are that
// module's own, as `rules` in form-data.json has them (publish/forms/rules.py).

import { Exceptions } from "./exceptions.js";
import { laidOut, orderOf, shapeOf } from "./layout.js";
import { search } from "./pattern.js";
import { byPlace, Places } from "./places.js";
import { Private } from "./private.js";
import * as abbreviations from "./rules/abbreviations.js";
import * as areas from "./rules/areas.js";
import * as askedFor from "./rules/asked-for.js";
import * as binding from "./rules/binding.js";
import * as dates from "./rules/dates.js";
import * as durations from "./rules/durations.js";
import * as effects from "./rules/effects.js";
import * as evidenceIds from "./rules/evidence-ids.js";
import * as figures from "./rules/figures.js";
import * as futureDates from "./rules/future-dates.js";
import * as imported from "./rules/imported.js";
import * as knownPeople from "./rules/known-people.js";
import * as knownWords from "./rules/known-words.js";
import * as links from "./rules/links.js";
import * as panels from "./rules/panels.js";
import * as personalData from "./rules/personal-data.js";
import * as plainEnglish from "./rules/plain-english.js";
import * as reasons from "./rules/reasons.js";
import * as required from "./rules/required.js";
import * as reviewDates from "./rules/review-dates.js";
import * as smallNumbers from "./rules/small-numbers.js";
import * as sourceIds from "./rules/source-ids.js";
import * as sourceUse from "./rules/source-use.js";
import { shape } from "./shape.js";
import { compared, isGroup } from "./text.js";
import { dotted, inWords } from "./words.js";

/** @typedef {import("./private.js").Located} Located */
/** @typedef {import("./shape.js").Problem} Problem */

/** @typedef {{ code: string, severity: "error" | "warning", field: string, message: string, hint: string }} Finding */
/**
 * @typedef {object} Context
 * @property {string} kind the kind of file, for example "case-study", "review", "panel"
 * @property {string} slug the case study's name; "" while it has none
 * @property {string} asOf today, as "2026-11-27"
 * @property {import("./data.js").Data} data what load() gave
 * @property {string} [path] the file's path in the library, where it is known: whose name it bears is checked
 * @property {import("./data.js").CaseData} [beside] for a review: `pipeline/<slug>/case.json`, so that what it
 *   cites is checked too
 */

const CASE_RULES = [
  ...[required.check, imported.check, knownWords.check, areas.check, sourceIds.check, evidenceIds.check],
  ...[dates.check, effects.check, askedFor.check, durations.check, figures.check, plainEnglish.check],
  ...[abbreviations.check, smallNumbers.check, sourceUse.check],
];

/**
 * Everything wrong with a record, in the order of its places in the file; fields as "evaluation.0.date".
 * @param {Record<string, any>} record
 * @param {Context} context
 * @returns {Finding[]}
 * @throws {TypeError} the record is none that a file could hold
 */
export function check(record, context) {
  const { data, asOf } = context;
  const kind = shapeOf(context.kind);
  /** @type {Problem[]} */
  const hidden = [];
  const given = withoutHidden(record, [], hidden, data);
  const { text, places: noted } = laidOut(given, orderOf(kind, data), data);
  const places = new Places(noted, Object.keys(orderOf(kind, data)));
  const shaped = shape(given, data.shapes.kinds[kind], data);
  const problems = [...hidden, ...shaped.problems, ...personalData.check(text, data)];
  if (shaped.record) problems.push(...ofRecord(kind, shaped.record, given, context));
  const exceptions = new Exceptions(kind === "case-study" ? shaped.record : null, places, asOf, data);
  const found = once([...problems.map((problem) => located(problem, places, data)), ...exceptions.atFault()]);
  const secrets = new Private(found, text, given, data);
  const told = exceptions.leave(found.map((finding) => secrets.hide(finding)));
  return inOrder(told).map(({ code, severity, field, message, hint }) => ({ code, severity, field, message, hint }));
}

/**
 * @param {string} kind
 * @param {Record<string, any>} record
 * @param {Record<string, any>} given
 * @param {Context} context
 * @returns {Generator<any>}
 */
function* ofRecord(kind, record, given, context) {
  const { data } = context;
  yield* links.check(kind, record, data);
  yield* futureDates.check(kind, record, context.asOf, data);
  switch (kind) {
    case "case-study":
      for (const rule of CASE_RULES) yield* rule(record, data, given);
      break;
    case "review":
      yield* named(record, context.path);
      yield* knownPeople.check(record);
      yield* reviewDates.check(record, context.asOf);
      yield* reasons.check(record, data);
      if (context.beside) yield* binding.check(record, context.beside, data);
      break;
    case "reviewer-register":
      yield* knownPeople.checkRegister(record, data);
      break;
    case "panel":
      yield* panels.check(record);
      break;
  }
}

/**
 * Whether a review's file is named after its reviewer (files.py): `wrong-reviewer`.
 * @param {Record<string, any>} record
 * @param {string} [path]
 */
function* named(record, path) {
  const name = path?.split("/").at(-1)?.split(".")[0];
  if (name !== undefined && record.reviewer !== name) {
    yield { code: "wrong-reviewer", field: ["reviewer"], values: { found: record.reviewer, name } };
  }
}

/**
 * A copy of a value in which a stand-in takes the place of each hidden character; each text with one is noted.
 * No file of this library can hold them (documents/limits.py), and a browser's text can: `forbidden-character`.
 * @param {any} value
 * @param {(string | number)[]} field
 * @param {Problem[]} noted
 * @param {import("./data.js").Data} data
 * @returns {any}
 */
function withoutHidden(value, field, noted, data) {
  const { FORBIDDEN_IN_TEXT, STAND_IN } = data.rules.limits;
  if (Array.isArray(value)) return value.map((item, index) => withoutHidden(item, [...field, index], noted, data));
  if (isGroup(value)) {
    const kept = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(kept.map(([key, inner]) => [key, withoutHidden(inner, [...field, key], noted, data)]));
  }
  const found = typeof value === "string" ? search(FORBIDDEN_IN_TEXT, value) : null;
  if (!found) return value;
  const character = /** @type {number} */ (found[0].codePointAt(0)).toString(16).toUpperCase().padStart(4, "0");
  noted.push({ code: "forbidden-character", field, values: { character: `U+${character}` } });
  return value.replace(new RegExp(FORBIDDEN_IN_TEXT.pattern, "gu"), STAND_IN);
}

/**
 * A problem as a finding, with its place.
 * @param {Problem} problem
 * @param {Places} places
 * @param {import("./data.js").Data} data
 * @returns {Located}
 */
function located(problem, places, data) {
  const [line, column] = problem.mark ?? places.find(problem.field, problem.at);
  // Found in the text, wherever that stands.
  const around = data.checks[problem.code].private && !problem.field.length;
  const field = around ? places.around([line, column]) : problem.field;
  return { code: problem.code, ...inWords(problem, data), field: dotted(field), line, column };
}

/**
 * Findings without those that say the same of the same place.
 * @param {Located[]} findings
 */
function once(findings) {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** @param {Located[]} findings */
function inOrder(findings) {
  return findings.sort(
    (one, other) =>
      byPlace([one.line, one.column], [other.line, other.column]) ||
      compared(one.code, other.code) ||
      compared(one.message, other.message) ||
      compared(one.field, other.field),
  );
}
