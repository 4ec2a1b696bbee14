// @ts-check
// The record that a form is about: reading and writing at a place, short names of items, and what is left when
// everything empty is taken out.

/** @typedef {(string | number)[]} Path */

/**
 * What stands at a place.
 * @param {any} record
 * @param {Path} path
 */
export function at(record, path) {
  return path.reduce((value, step) => (value !== null && typeof value === "object" ? value[step] : undefined), record);
}

/**
 * Put a value in its place; groups on the way are made. Nothing (undefined) takes the key out.
 * @param {any} record
 * @param {Path} path
 * @param {any} value
 */
export function put(record, path, value) {
  let here = record;
  path.slice(0, -1).forEach((step, depth) => {
    if (typeof here[step] !== "object" || here[step] === null) {
      here[step] = typeof path[depth + 1] === "number" ? [] : {};
    }
    here = here[step];
  });
  const last = path[path.length - 1];
  if (value === undefined && !Array.isArray(here)) delete here[last];
  else here[last] = value;
}

/**
 * The same without what is empty; undefined where nothing is left. Items of a list stay, since an item that was
 * begun and left empty is to be told of.
 * @param {any} value
 * @param {(text: string) => string} clean
 * @returns {any}
 */
export function tidy(value, clean) {
  if (typeof value === "string") return clean(value).trim() || undefined;
  if (Array.isArray(value)) {
    const kept = value.map((item) => tidy(item, clean) ?? (typeof item === "object" ? {} : undefined));
    const full = kept.filter((item) => item !== undefined);
    return full.length ? full : undefined;
  }
  if (typeof value === "object" && value !== null) {
    const kept = Object.entries(value)
      .map(([key, own]) => [key, tidy(own, clean)])
      .filter(([, own]) => own !== undefined);
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  return value ?? undefined;
}

/** A short name made from words: small letters, digits and hyphens. @param {string} words @param {number} longest */
export function shortName(words, longest = 40) {
  const plain = words.normalize("NFKD").toLowerCase().replaceAll(/['’]/g, "").replaceAll(/[^a-z0-9]+/g, "-");
  const whole = plain.replaceAll(/^-|-$/g, "");
  return whole.length <= longest ? whole : whole.slice(0, longest + 1).replace(/-[^-]*$/, "").slice(0, longest);
}

/**
 * A name that none of these has, made from the first choice.
 * @param {string} wanted
 * @param {string[]} taken
 */
export function freeName(wanted, taken) {
  let name = wanted;
  for (let number = 2; taken.includes(name); number += 1) name = `${wanted}-${number}`;
  return name;
}

/** A path as hints write it: "evaluation.*.source". @param {Path} path */
export function pattern(path) {
  return path.map((step) => (typeof step === "number" ? "*" : step)).join(".");
}

/**
 * What hints say of a place: by its whole path, else by its last key.
 * @template T
 * @param {Record<string, T> | undefined} hints
 * @param {Path} path
 * @returns {T | undefined}
 */
export function hinted(hints, path) {
  const whole = pattern(path);
  if (hints && Object.hasOwn(hints, whole)) return hints[whole];
  const last = String(path[path.length - 1]);
  return hints && Object.hasOwn(hints, last) ? hints[last] : undefined;
}

/**
 * Whether hints name a place, by its whole path or by its last key.
 * @param {string[] | undefined} hints
 * @param {Path} path
 */
export function isHinted(hints, path) {
  return Boolean(hints?.includes(pattern(path)) || hints?.includes(String(path[path.length - 1])));
}

/**
 * Give an item another short name, also wherever it is pointed to.
 * @param {any} value the record, or a part of it
 * @param {(path: Path) => boolean} points whether what stands at a path points to such items
 * @param {string} old
 * @param {string} name
 * @param {Path} [path]
 */
export function repoint(value, points, old, name, path = []) {
  for (const [key, own] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    if (own === old && points(here)) value[key] = name;
    else if (typeof own === "object" && own !== null) repoint(own, points, old, name, here);
  }
}
