// @ts-check
// What drives a form: fetched once, when a page with a form is opened.

import { Areas } from "./areas.js";

/**
 * See check.js for what it holds.
 * @typedef {Record<string, any>} Data
 * @property {Areas} areas
 * @property {string[]} areaNames names of local areas to offer
 */
/**
 * `pipeline/<slug>/case.json`: digest, text_digest, case, evidence, supports.
 * @typedef {Record<string, any>} CaseData
 */

/**
 * Fetch what drives a form.
 * @param {string} folder address of the folder of form-data.json, as seen from the page, for example "../"
 * @returns {Promise<Data>}
 */
export async function load(folder) {
  const [data, areas] = await Promise.all(["form-data.json", "form-areas.json"].map((name) => fetched(folder + name)));
  return prepared(data, areas);
}

/** @param {string} name */
async function fetched(name) {
  const response = await fetch(new URL(name, document.baseURI));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

/**
 * The two files, ready for use.
 * @param {Record<string, any>} data
 * @param {Record<string, any>} areas
 * @returns {Data}
 */
export function prepared(data, areas) {
  return { ...data, areas: new Areas(areas, data.rules), areaNames: areas.offered };
}
