// @ts-check
// A draft: kept in this browser alone, or saved as a file by whoever writes it.

import { fitted } from "./schema.js";

/** @typedef {import("./form.js").Form} Form */
/** @typedef {{ kind: "form-draft", schema: 1, form: string, about: string, saved: string, digest: string, name: string, automatic: string[], record: any }} Draft */

/** Characters of the largest draft that is read; a full case study stays far below it. */
export const LARGEST = 1_000_000;

/** Where this form's draft is kept: by site, form and case, since several sites can share one browser's store. @param {Form} form */
function keyOf(form) {
  return ["wwis-form", new URL(form.home, document.baseURI).pathname, form.kind, form.slug].join(" ");
}

/** @param {Form} form @returns {Draft} */
export function draftOf(form) {
  return {
    kind: "form-draft",
    schema: 1,
    form: form.kind,
    about: form.slug,
    saved: new Date().toISOString(),
    digest: form.beside?.digest ?? "",
    name: form.name,
    automatic: [...form.automatic],
    record: form.record,
  };
}

/** The text of a draft's file. @param {Draft} draft */
export function toText(draft) {
  return `${JSON.stringify(draft, null, 2)}\n`;
}

/** Keep the draft; whether the browser lets the page do so. @param {Form} form */
export function keep(form) {
  try {
    localStorage.setItem(keyOf(form), JSON.stringify(draftOf(form)));
    return true;
  } catch {
    return false;
  }
}

/** @param {Form} form */
export function drop(form) {
  try {
    localStorage.removeItem(keyOf(form));
  } catch {
    // A browser that keeps nothing has nothing to delete.
  }
}

/**
 * The draft kept for this form, if there is one that can be read.
 * @param {Form} form
 * @returns {Draft | null}
 */
export function kept(form) {
  let text = null;
  try {
    text = localStorage.getItem(keyOf(form));
  } catch {
    return null;
  }
  if (text === null) return null;
  const { draft } = fromText(form, text);
  if (!draft) drop(form);
  return draft;
}

/**
 * Read a draft. Whatever a file holds, only what this form can show comes in.
 * @param {Form} form
 * @param {string} text
 * @returns {{ draft: Draft | null, problem: string }}
 */
export function fromText(form, text) {
  let data;
  try {
    data = text.length > LARGEST ? null : JSON.parse(text);
  } catch {
    data = null;
  }
  if (typeof data !== "object" || data === null || data.kind !== "form-draft" || data.schema !== 1) {
    return { draft: null, problem: "This is not a draft that was saved from this form." };
  }
  if (data.form !== form.kind) return { draft: null, problem: "This draft belongs to another form." };
  if (data.about !== form.slug) {
    return { draft: null, problem: "This draft is about another case study. Open the form for that one, and load it there." };
  }
  const record = fitted(form.schema, form.schema, { ...data.record, ...form.fixed([]) });
  const word = (/** @type {any} */ value) => (typeof value === "string" ? value.slice(0, 200) : "");
  const automatic = Array.isArray(data.automatic) ? data.automatic.filter((/** @type {any} */ one) => typeof one === "string") : [];
  return {
    draft: {
      kind: "form-draft",
      schema: 1,
      form: form.kind,
      about: form.slug,
      saved: word(data.saved),
      digest: word(data.digest),
      name: word(data.name),
      automatic,
      record,
    },
    problem: record ? "" : "This is not a draft that was saved from this form.",
  };
}

/** When a draft was last changed, in words. @param {string} saved */
export function whenSaved(saved) {
  const day = new Date(saved);
  if (Number.isNaN(day.getTime())) return "an earlier day";
  return day.toLocaleString("en-GB", { day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" });
}
