// @ts-check
// Fields of a form, each made from its part of the schema. Words that somebody wrote are only ever text.

import { make } from "../make.js";
import { many, picked, repeated, repeatedTexts } from "./lists.js";
import { at, hinted, isHinted, pattern, put } from "./record.js";
import { choicesOf, fieldsOf, inWords, isDate, isWholeDate, resolved, sortOf } from "./schema.js";

/** @typedef {import("./record.js").Path} Path */
/** @typedef {import("./schema.js").Schema} Schema */
/** @typedef {import("./form.js").Form} Form */
/** @typedef {"required" | "asked" | "optional"} Need */

const SORTS = {
  text: line,
  number: line,
  choice: choice,
  many: many,
  flag: flag,
  texts: repeatedTexts,
  items: repeated,
  group: group,
  either: either,
};

/**
 * The field for a place.
 * @param {Form} form
 * @param {Path} path
 * @param {Schema} given
 * @param {Need} need
 * @returns {HTMLElement}
 */
export function field(form, path, given, need) {
  const part = resolved(form.schema, given);
  const agreed = hinted(form.plan.agreed, path);
  if (agreed) return agreement(form, path, part, agreed.map((place) => at(form.view, place.split("."))));
  if (hinted(form.plan.points, path)) return picked(form, path, part, need);
  const sort = sortOf(form.schema, given);
  const made = sort === "fixed" ? make("div", { hidden: "" }) : SORTS[sort](form, path, part, need);
  if (!isHinted(form.plan.folded, path)) return made;
  const filled = at(form.record, path) !== undefined;
  return make(
    "details",
    filled ? { class: "form-fold", open: "" } : { class: "form-fold" },
    make("summary", {}, `${part.title}${needed(need)}`),
    made,
  );
}

/** An element's id for a place. @param {Path} path @param {string} [what] */
export function idOf(path, what = "") {
  return ["f", ...path, what].filter((step) => step !== "").join("-");
}

/** @param {Need} need */
export function needed(need) {
  return { required: "", asked: " (please answer if you can)", optional: " (optional)" }[need];
}

/**
 * What stands above a field: its hints and the place for what the check says of it.
 * @param {Form} form
 * @param {Path} path
 * @param {Schema} part
 * @param {string[]} more further hints
 * @returns {{ ids: string, parts: HTMLElement[] }}
 */
export function above(form, path, part, more = []) {
  const isNews = part.description !== `${part.title}.`;
  const parts = [isNews ? part.description : "", ...more]
    .filter(Boolean)
    .map((text, place) => make("p", { class: "hint", id: idOf(path, `hint${place}`) }, text));
  parts.push(make("div", { class: "form-told", id: idOf(path, "told") }));
  return { ids: parts.map((one) => one.id).join(" "), parts };
}

/**
 * A field that is one control under a label.
 * @param {Form} form
 * @param {Path} path
 * @param {Schema} part
 * @param {Need} need
 * @param {HTMLElement} control
 * @param {string[]} hints
 */
export function labelled(form, path, part, need, control, hints) {
  const { ids, parts } = above(form, path, part, hints);
  control.id = idOf(path);
  control.setAttribute("aria-describedby", ids);
  const label = make("label", { for: control.id }, part.title, make("span", { class: "form-need" }, needed(need)));
  return make("div", { class: "form-field", "data-path": path.join(".") }, label, ...parts, control);
}

/**
 * A field that is several controls under a legend.
 * @param {Form} form
 * @param {Path} path
 * @param {Schema} part
 * @param {Need} need
 * @param {string[]} hints
 * @param {(Node | string)[]} children
 */
export function together(form, path, part, need, hints, children) {
  const { ids, parts } = above(form, path, part, hints);
  const legend = make("legend", {}, part.title, make("span", { class: "form-need" }, needed(need)));
  const attributes = { class: "form-field", id: idOf(path), "data-path": path.join("."), "aria-describedby": ids };
  return make("fieldset", { ...attributes, tabindex: "-1" }, legend, ...parts, ...children);
}

/** What a schema gives as examples, in a sentence; dates are told of elsewhere. @param {Form} form @param {Schema} part */
function examples(form, part) {
  const told = (part.examples ?? []).filter(
    (/** @type {unknown} */ one) =>
      ["string", "number"].includes(typeof one) &&
      !(isDate(part) && /^\d{4}/.test(String(one))) &&
      !form.plan.not_offered.includes(one),
  );
  return told.length ? `For example: ${told.join("; ")}` : "";
}

/** @param {Form} form @param {Path} path @param {Schema} part @param {Need} need */
function line(form, path, part, need) {
  const hints = [examples(form, part)];
  if (isDate(part)) {
    hints.unshift(
      isWholeDate(part)
        ? "Year, month and day, like 2024-03-20."
        : "As much as you know: 2024, 2024-03 or 2024-03-20.",
    );
  }
  if (part.default !== undefined) hints.push(`If you leave this empty, it is taken as ${part.default}.`);
  const long = isHinted(form.plan.long, path);
  const control = make(long ? "textarea" : "input", long ? { rows: "3" } : { type: "text", autocomplete: "off" });
  const isNumber = sortOf(form.schema, part) === "number";
  if (isNumber) control.setAttribute("inputmode", "decimal");
  if (isDate(part)) control.classList.add("form-short");
  if (isNumber) control.classList.add("form-short");
  control.value = at(form.record, path) ?? "";
  control.addEventListener("input", () => {
    put(form.record, path, value(part, isNumber, control.value));
    form.changed(path);
  });
  return labelled(form, path, part, need, control, hints);
}

/**
 * What was typed as the file holds it: a number where one is asked for, or a bare year, which YAML reads as one.
 * @param {Schema} part
 * @param {boolean} isNumber
 * @param {string} typed
 */
function value(part, isNumber, typed) {
  const text = typed.trim();
  if (text === "") return undefined;
  if (isNumber && /^-?\d{1,15}(\.\d{1,10})?$/.test(text)) return Number(text);
  if ([part.type].flat().includes("integer") && /^\d{4}$/.test(text)) return Number(text);
  return typed;
}

/** @param {Form} form @param {Path} path @param {Schema} part @param {Need} need */
function choice(form, path, part, need) {
  const offered = choicesOf(part, form.view.labels, form.plan.not_offered);
  const hints = part.default === undefined ? [] : [`If you choose nothing, it is taken as “${inWords(part.default)}”.`];
  const clear = make("button", { type: "button", class: "form-plain" }, "Clear this answer");
  const options = offered.map(({ id, label, words }) => {
    const input = make("input", { type: "radio", name: idOf(path), value: id });
    input.checked = at(form.record, path) === id;
    input.addEventListener("change", () => {
      put(form.record, path, id);
      clear.hidden = need === "required";
      form.changed(path);
    });
    return option(input, label, words);
  });
  clear.hidden = need === "required" || at(form.record, path) === undefined;
  clear.addEventListener("click", () => {
    put(form.record, path, undefined);
    form.redraw(path);
    form.changed(path);
    document.getElementById(idOf(path))?.querySelector("input")?.focus();
  });
  const made = together(form, path, part, need, hints, [make("div", { class: "form-options" }, ...options), clear]);
  form.drawn(path, made, () => choice(form, path, part, need));
  return made;
}

/**
 * A radio or tick box with its words.
 * @param {HTMLElement} input
 * @param {string} label
 * @param {string} words
 */
export function option(input, label, words) {
  const told = make("span", {}, make("strong", {}, label));
  if (words) told.append(" ", make("span", { class: "form-words" }, words));
  return make("label", { class: "form-option" }, input, told);
}

/** @param {Form} form @param {Path} path @param {Schema} part */
function flag(form, path, part) {
  const input = make("input", { type: "checkbox", id: idOf(path) });
  input.checked = at(form.record, path) === true;
  input.addEventListener("change", () => {
    put(form.record, path, input.checked || undefined);
    form.changed(path);
  });
  return ticked(form, path, part, input, part.title);
}

/** @param {Form} form @param {Path} path @param {Schema} part @param {string[]} agreed what is agreed to, and its name */
function agreement(form, path, part, [words, name]) {
  const input = make("input", { type: "checkbox", id: idOf(path) });
  input.checked = at(form.record, path) === words;
  input.addEventListener("change", () => {
    put(form.record, path, input.checked ? words : undefined);
    form.changed(path);
  });
  return ticked(form, path, part, input, `I agree: ${name}`);
}

/** @param {Form} form @param {Path} path @param {Schema} part @param {HTMLElement} input @param {string} words */
function ticked(form, path, part, input, words) {
  const { ids, parts } = above(form, path, part);
  input.setAttribute("aria-describedby", ids);
  const title = make("p", { class: "form-title" }, part.title);
  return make("div", { class: "form-field", "data-path": path.join(".") }, title, ...parts, option(input, words, ""));
}

/**
 * A group of fields under one legend.
 * @param {Form} form @param {Path} path @param {Schema} part @param {Need} need
 */
function group(form, path, part, need) {
  const made = together(form, path, part, need, [], fields(form, path, part));
  made.classList.add("form-group");
  return made;
}

/**
 * The fields of a group in the schema's order; those that few need stand last, folded.
 * @param {Form} form
 * @param {Path} path
 * @param {Schema} part
 * @param {(key: string) => boolean} [wanted] which of them
 * @returns {HTMLElement[]}
 */
export function fields(form, path, part, wanted = () => true) {
  const { properties, required, either } = fieldsOf(form.schema, part, at(form.record, path));
  const shown = Object.keys(properties).filter(
    (key) => wanted(key) && !isLeftOut(form, [...path, key]) && !Object.hasOwn(form.fixed(path), key),
  );
  /** @type {HTMLElement[]} */
  const seldom = [];
  /** @type {HTMLElement[]} */
  const made = [];
  for (const key of shown) {
    const here = [...path, key];
    const others = either.find((keys) => keys.includes(key));
    const one = field(form, here, properties[key], form.need(here, required.has(key) || Boolean(others)));
    if (others) {
      const titles = others.map((other) => resolved(form.schema, properties[other]).title);
      one.querySelector(".form-told")?.before(make("p", { class: "hint" }, `At least one is needed: ${titles.join(" or ")}.`));
    }
    const isSeldom = isHinted(form.plan.seldom, here) && (!required.has(key) || hinted(form.plan.names, here));
    (isSeldom ? seldom : made).push(one);
  }
  if (seldom.length) {
    made.push(make("details", { class: "form-fold" }, make("summary", {}, "More, if you need it"), ...seldom));
  }
  return made;
}

/** Whether a place is not asked for: by its whole path or, at the top, by its key. @param {Form} form @param {Path} path */
export function isLeftOut(form, path) {
  return form.plan.left_out.includes(pattern(path));
}

/**
 * A word, or a group in its place.
 * @param {Form} form @param {Path} path @param {Schema} part @param {Need} need
 * @returns {HTMLElement}
 */
function either(form, path, part, need) {
  const now = at(form.record, path);
  const inside = make("div", { class: "form-inside" });
  /** @param {Schema} one */
  const open = (one) => inside.replaceChildren(...("const" in one ? [] : fields(form, path, one)));
  const options = part.anyOf.map((/** @type {Schema} */ given) => {
    const one = resolved(form.schema, given);
    const isWord = "const" in one;
    const input = make("input", { type: "radio", name: idOf(path) });
    input.checked = isWord ? now === one.const : typeof now === "object";
    if (input.checked) open(one);
    input.addEventListener("change", () => {
      put(form.record, path, isWord ? one.const : {});
      open(one);
      form.changed(path);
    });
    const first = isWord ? undefined : one.properties[(one.required ?? Object.keys(one.properties))[0]];
    return option(input, isWord ? inWords(one.const) : first?.title, isWord ? one.description : first?.description);
  });
  const told = { ...part, description: "" };
  return together(form, path, told, need, [], [make("div", { class: "form-options" }, ...options), inside]);
}
