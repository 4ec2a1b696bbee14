// @ts-check
// The steps of a form, from its plan and its schema, and where a place of the record is asked for.

import { fieldsOf, resolved } from "./schema.js";

/** @typedef {import("./record.js").Path} Path */
/** @typedef {import("./schema.js").Schema} Schema */
/**
 * @typedef {object} Step
 * @property {string} id
 * @property {string} title
 * @property {string} words
 * @property {string} group title of the steps that belong together; empty where it stands alone
 * @property {Path} path the group whose fields it asks for
 * @property {string[]} keys which of its fields
 * @property {{ path: Path, title: string }[]} aside groups of fields that few need, folded away
 */

/** The last step, which every form has. */
export const LAST = "send";

/**
 * The steps of a form.
 * @param {Schema} schema
 * @param {any} plan
 * @param {any} record the form's record, as far as it is fixed
 * @returns {Step[]}
 */
export function stepsOf(schema, plan, record) {
  const { properties } = fieldsOf(schema, schema, record);
  const isAsked = (/** @type {string} */ key) => !plan.left_out.includes(key) && !Object.hasOwn(plan.fixed, key);
  const known = new Set(plan.steps.flatMap((/** @type {any} */ step) => step.keys ?? [step.each_of.split(".")[0]]));
  const steps = plan.steps.flatMap((/** @type {any} */ told) => {
    if (told.each_of) return each(schema, properties, told.each_of.split("."));
    const keys = Object.keys(properties).filter((key) => told.keys.includes(key));
    const step = { id: told.id, title: told.title, words: told.words ?? "", group: "", path: [], keys, aside: [] };
    return keys.length ? [step] : [];
  });
  const rest = Object.keys(properties).filter((key) => isAsked(key) && !known.has(key));
  if (rest.length) {
    steps.push({ id: "more", title: "Anything else", words: "", group: "", path: [], keys: rest, aside: [] });
  }
  return steps;
}

/**
 * For each group a step for each of its parts that must be there, and one for what the group itself asks.
 * @param {Schema} schema
 * @param {Record<string, Schema>} properties
 * @param {string[]} pattern such as indicators.*.findings.*
 * @returns {Step[]}
 */
function each(schema, properties, [outer, , inner]) {
  if (!properties[outer]) return [];
  const groups = fieldsOf(schema, properties[outer], {}).properties;
  return Object.keys(groups).flatMap((group) => {
    const told = resolved(schema, groups[group]);
    const asked = fieldsOf(schema, told, {}).properties;
    const parts = asked[inner] ? fieldsOf(schema, asked[inner], {}) : { properties: {}, required: new Set() };
    const title = (/** @type {string} */ part) => resolved(schema, parts.properties[part]).title;
    const single = Object.keys(parts.properties).filter((part) => parts.required.has(part));
    const aside = Object.keys(parts.properties).filter((part) => !parts.required.has(part));
    return [
      ...single.map((part) => ({
        id: `${group}-${part}`,
        title: title(part),
        words: resolved(schema, parts.properties[part]).description ?? "",
        group: told.title,
        path: [outer, group, inner, part],
        keys: Object.keys(fieldsOf(schema, parts.properties[part], {}).properties),
        aside: [],
      })),
      {
        id: group,
        title: `${told.title}: on the whole`,
        words: told.description ?? "",
        group: told.title,
        path: [outer, group],
        keys: Object.keys(asked).filter((key) => key !== inner),
        aside: aside.map((part) => ({ path: [outer, group, inner, part], title: title(part) })),
      },
    ];
  });
}

/**
 * The step that asks for a place; undefined where none does.
 * @param {Step[]} steps
 * @param {Path} path
 */
export function stepFor(steps, path) {
  const places = (/** @type {Step} */ step) => placesOf(step).filter((place) => holds(place, path)).map((place) => place.length);
  const [best] = [...steps].sort((one, other) => Math.max(0, ...places(other)) - Math.max(0, ...places(one)));
  if (best && places(best).length) return best;
  // A whole that several steps ask for in parts: the first of them.
  return path.length ? steps.find((step) => placesOf(step).some((place) => holds(path, place))) : undefined;
}

/** Whether a place lies within another, or is that place. @param {Path} outer @param {Path} inner */
function holds(outer, inner) {
  return outer.every((one, depth) => String(inner[depth]) === String(one));
}

/** The places that a step asks for. @param {Step} step @returns {Path[]} */
export function placesOf(step) {
  return [...step.keys.map((key) => [...step.path, key]), ...step.aside.map(({ path }) => path)];
}

/** The schema of a place. @param {Schema} root @param {Path} path @param {any} record @returns {Schema} */
export function schemaAt(root, path, record) {
  let part = root;
  let here = record;
  for (const step of path) {
    part = fieldsOf(root, part, here).properties[step];
    here = here?.[step];
  }
  return part;
}
