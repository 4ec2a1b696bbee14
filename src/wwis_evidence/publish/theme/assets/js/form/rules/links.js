// @ts-check
// Mirrors checks/rules/links.py: `link-not-https` and `link-nowhere`.

import { match } from "../pattern.js";

/**
 * @param {string} kind
 * @param {Record<string, any>} record
 * @param {import("../data.js").Data} data
 */
export function* check(kind, record, data) {
  for (const [field, url] of links(kind, record)) {
    if (url.startsWith("http://")) yield { code: "link-not-https", field };
    const why = nowhere(url, data.rules.links, data.library.fictional);
    if (why) yield { code: "link-nowhere", field, values: { why } };
  }
}

/**
 * @param {string} kind
 * @param {Record<string, any>} record
 * @returns {Generator<[(string | number)[], string]>}
 */
function* links(kind, record) {
  if (kind === "published-panel") yield [["url"], record.url];
  if (kind !== "case-study") return;
  if (record.origin.url) yield [["origin", "url"], record.origin.url];
  for (const [index, source] of record.sources.entries()) {
    if (source.url) yield [["sources", index, "url"], source.url];
  }
}

/**
 * Why an address leads nowhere; "" where it may lead somewhere, as an example may in an example.
 * @param {string} url
 * @param {Record<string, any>} rules
 * @param {boolean} examples
 */
function nowhere(url, rules, examples) {
  const host = hostOf(url);
  if (host === null) return "the name of its computer cannot be read";
  if (match(rules.NUMBERS_ONLY, host)) return "it gives a computer's number instead of its name";
  if (!host.includes(".") || rules.PRIVATE_ENDS.some((/** @type {string} */ end) => host.endsWith(end))) {
    return "it exists only inside one network";
  }
  return !examples && match(rules.EXAMPLE, host) ? "it is kept for examples" : "";
}

/**
 * The name of an address's computer; null where brackets hold no address.
 * @param {string} url
 */
function hostOf(url) {
  const place = url.replace(/^https?:\/\//, "").split(/[/?#]/)[0];
  if (!place.startsWith("[")) return place.replace(/:\d*$/, "").toLowerCase().replace(/\.+$/, "");
  const inside = place.slice(1, place.indexOf("]"));
  try {
    return new URL(`http://[${inside}]/`) && inside.toLowerCase();
  } catch {
    return null;
  }
}
