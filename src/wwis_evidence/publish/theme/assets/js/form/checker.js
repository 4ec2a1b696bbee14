// @ts-check
// The checks and the layout with the data that they stand on: fetched when somebody begins to write.

import { check } from "./check.js";
import { load } from "./data.js";
import { clean, layout } from "./layout.js";

/** @typedef {Awaited<ReturnType<typeof checker>>} Checker */

/**
 * @param {string} folder address of the folder of form-data.json, as seen from the page
 */
export async function checker(folder) {
  const data = await load(folder);
  return {
    data,
    /** @type {(record: any, context: any) => import("./check.js").Finding[]} */
    check: (record, context) => check(record, { ...context, data }),
    /** @type {(text: string) => string} */
    clean: (text) => clean(text, data),
    /** @type {(record: any, kind: string) => string} */
    layout: (record, kind) => layout(record, kind, data),
  };
}
