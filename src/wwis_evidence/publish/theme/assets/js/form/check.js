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
//   shapes, orders, patterns, words, limits: for the checks and the layout alone
//
// form-areas.json holds every name of an area; `data.areaNames` lists those to offer while somebody types.

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

/**
 * Everything wrong with a record, in the order of its places in the file; fields as "evaluation.0.date".
 * @param {unknown} record
 * @param {Context} context
 * @returns {Finding[]}
 */
export function check(record, context) {
  void record;
  void context;
  return [];
}
