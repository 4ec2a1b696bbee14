// @ts-check
// What drives a form: fetched once, when a page with a form is opened.

/**
 * See check.js for what it holds.
 * @typedef {Record<string, any>} Data
 * @property {string[]} areaNames names of local areas to offer, in alphabetical order
 */
/** @typedef {Record<string, any>} CaseData `pipeline/<slug>/case.json`: digest, text_digest, case, supports */

/**
 * Fetch what drives a form.
 * @param {string} folder address of the folder of form-data.json, for example "../form/" from a page
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
  return { ...data, areas, areaNames: [] };
}
