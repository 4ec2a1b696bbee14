// @ts-check
// What a JSON Schema says of the fields of a form: what sort each is, which belong to it, which are needed.
// Nothing here knows a field by name.

/** @typedef {Record<string, any>} Schema */
/** @typedef {{ id: string, label: string, words: string }} Choice */

/**
 * A part of a schema with what it refers to; its own title and description come first.
 * @param {Schema} root
 * @param {Schema} part
 * @returns {Schema}
 */
export function resolved(root, part) {
  if (part.$ref) {
    const { $ref, ...own } = part;
    return { ...root.$defs[$ref.split("/").pop()], ...own };
  }
  const some = (part.anyOf ?? []).filter((/** @type {Schema} */ choice) => choice.type !== "null");
  if (some.length === 1) {
    const { anyOf, ...own } = part;
    return { ...resolved(root, some[0]), ...own };
  }
  return part;
}

/**
 * What sort of field a part needs.
 * @param {Schema} root
 * @param {Schema} given
 * @returns {"group" | "items" | "texts" | "many" | "choice" | "number" | "flag" | "either" | "fixed" | "text"}
 */
export function sortOf(root, given) {
  const part = resolved(root, given);
  const types = [part.type].flat();
  if ("const" in part) return "fixed";
  if (part.anyOf) return "either";
  if (types.includes("object")) return "group";
  if (types.includes("array")) {
    const item = resolved(root, part.items ?? {});
    if (item.enum) return "many";
    return item.properties ? "items" : "texts";
  }
  if (part.enum) return "choice";
  if (types.includes("boolean")) return "flag";
  return types.includes("string") ? "text" : "number";
}

/**
 * Whether a value is as a condition of a schema asks; as much of JSON Schema as the conditions use.
 * @param {Schema} condition
 * @param {any} value
 * @returns {boolean}
 */
export function holds(condition, value) {
  const isGroup = typeof value === "object" && value !== null && !Array.isArray(value);
  if ("const" in condition && value !== condition.const) return false;
  if (condition.enum && !condition.enum.some((/** @type {any} */ one) => same(one, value))) return false;
  if (condition.type === "object" && !isGroup) return false;
  if (condition.not && holds(condition.not, value)) return false;
  if (condition.anyOf && !condition.anyOf.some((/** @type {Schema} */ one) => holds(one, value))) return false;
  if (condition.contains && !(Array.isArray(value) && value.some((item) => holds(condition.contains, item)))) {
    return !Array.isArray(value);
  }
  if (!isGroup) return true;
  if ((condition.required ?? []).some((/** @type {string} */ key) => !Object.hasOwn(value, key))) return false;
  return Object.entries(condition.properties ?? {}).every(
    ([key, part]) => !Object.hasOwn(value, key) || holds(part, value[key]),
  );
}

/**
 * @param {any} one
 * @param {any} other
 */
function same(one, other) {
  return one === other || (Array.isArray(one) && Array.isArray(other) && one.length + other.length === 0);
}

/**
 * The fields of a group as it stands now, in the schema's order: conditions may add to them and ask for them.
 * @param {Schema} root
 * @param {Schema} given
 * @param {any} value what the group holds
 * @returns {{ properties: Record<string, Schema>, required: Set<string>, either: string[][] }}
 */
export function fieldsOf(root, given, value) {
  /** @type {Record<string, Schema>} */
  const properties = {};
  /** @type {Set<string>} */
  const required = new Set();
  /** @type {string[][]} */
  const either = [];
  const told = value ?? {};
  /** @param {Schema} part */
  const take = (part) => {
    for (const [key, own] of Object.entries(part.properties ?? {})) {
      const known = properties[key];
      properties[key] = known ? { ...known, allOf: [...(known.allOf ?? []), own] } : own;
    }
    for (const key of part.required ?? []) required.add(key);
    if (part.anyOf?.every((/** @type {Schema} */ one) => one.required)) {
      either.push(part.anyOf.flatMap((/** @type {Schema} */ one) => one.required));
    }
    for (const one of part.allOf ?? []) take(resolved(root, one));
    if (part.if) take(resolved(root, (holds(part.if, told) ? part.then : part.else) ?? {}));
  };
  take(resolved(root, given));
  return { properties, required, either };
}

/**
 * The schema of a list's items, with what conditions ask of them.
 * @param {Schema} root
 * @param {Schema} given
 * @returns {Schema}
 */
export function itemOf(root, given) {
  const part = resolved(root, given);
  const more = (part.allOf ?? []).map((/** @type {Schema} */ one) => one.items).filter(Boolean);
  const item = resolved(root, part.items);
  return more.length ? { ...item, allOf: [...(item.allOf ?? []), ...more] } : item;
}

/**
 * What can be chosen, each with its words. A word of the vocabulary is told with its label first, as in
 * "Peer review: People who …"; other words are shown as they are.
 * @param {Schema} part
 * @param {Record<string, string[]>} labels labels of the vocabulary by id
 * @param {string[]} notOffered ids that a form does not offer
 * @returns {Choice[]}
 */
export function choicesOf(part, labels, notOffered) {
  return part.enum.flatMap((/** @type {string | null} */ id, /** @type {number} */ place) => {
    if (id === null || notOffered.includes(id)) return [];
    const told = part.enumDescriptions?.[place] ?? "";
    const label = (Object.hasOwn(labels, id) ? labels[id] : []).find((one) => told.startsWith(`${one}: `));
    if (label) return [{ id, label, words: told.slice(label.length + 2) }];
    return [{ id, label: inWords(id), words: told === id ? "" : told }];
  });
}

/** An id as words: "not-met" is "Not met". @param {string} id */
export function inWords(id) {
  const words = id.replaceAll(/[-_]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a field holds a date, of which only the first part may be known. @param {Schema} part */
export function isDate(part) {
  return typeof part.pattern === "string" && part.pattern.includes("(0[1-9]|1[0-2])");
}

/** Whether a date must be whole. @param {Schema} part */
export function isWholeDate(part) {
  return isDate(part) && !part.pattern.includes("?");
}

/**
 * As much of a value as a form for this schema can show; nothing where it is of another kind.
 * Drafts come from files, which may hold anything.
 * @param {Schema} root
 * @param {Schema} given
 * @param {any} value
 * @returns {any}
 */
export function fitted(root, given, value) {
  const sort = sortOf(root, given);
  const part = resolved(root, given);
  if (sort === "fixed") return value === part.const ? value : undefined;
  if (sort === "flag") return typeof value === "boolean" ? value : undefined;
  if (sort === "either") {
    const one = part.anyOf.find((/** @type {Schema} */ choice) => fitted(root, choice, value) !== undefined);
    return one && fitted(root, one, value);
  }
  if (sort === "group") {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const { properties } = fieldsOf(root, given, value);
    const kept = Object.keys(properties)
      .filter((key) => Object.hasOwn(value, key))
      .map((key) => [key, fitted(root, properties[key], value[key])]);
    return Object.fromEntries(kept.filter(([, own]) => own !== undefined));
  }
  if (["items", "texts", "many"].includes(sort)) {
    if (!Array.isArray(value)) return undefined;
    const item = itemOf(root, given);
    return value
      .slice(0, part.maxItems ?? 1000)
      .map((own) => fitted(root, item, own))
      .filter((own) => own !== undefined);
  }
  return typeof value === "string" || Number.isFinite(value) ? value : undefined;
}
