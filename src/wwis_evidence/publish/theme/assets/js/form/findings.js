// @ts-check
// What the check says, shown where it belongs: beside the field, in a summary with links, and in few spoken words.

import { make } from "../make.js";
import { idOf } from "./widgets.js";

/** @typedef {import("./record.js").Path} Path */
/** @typedef {import("./check.js").Finding} Finding */
/** @typedef {import("./form.js").Form} Form */

/** The place a finding names. @param {Finding} finding @returns {Path} */
export function pathOf(finding) {
  return finding.field === "" ? [] : finding.field.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/**
 * Findings that may be shown: of fields that somebody has left, or of all once the whole was looked at.
 * @param {Form} form
 */
export function visible(form) {
  return form.findings.filter((finding) => {
    const field = `${finding.field}.`;
    return form.isAll || [...form.left].some((left) => field.startsWith(`${left}.`));
  });
}

/** The shown field that a finding is about: its own, or the nearest around it. @param {Finding} finding */
export function elementOf(finding) {
  const steps = finding.field.split(".");
  for (let length = steps.length; length > 0; length -= 1) {
    const found = document.querySelector(`#form [data-path="${CSS.escape(steps.slice(0, length).join("."))}"]`);
    if (found) return /** @type {HTMLElement} */ (found);
  }
  return null;
}

/** Open whatever is folded around an element. @param {Element} element */
export function openFolds(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
}

/** Show beside each field of the open step what is said of it. @param {Form} form */
export function showBeside(form) {
  /** @type {Map<string, Finding[]>} */
  const byPlace = new Map();
  for (const finding of visible(form)) {
    const place = elementOf(finding)?.dataset.path;
    if (place !== undefined) byPlace.set(place, [...(byPlace.get(place) ?? []), finding]);
  }
  for (const element of document.querySelectorAll("#form [data-path]")) {
    const path = /** @type {HTMLElement} */ (element).dataset.path ?? "";
    const told = document.getElementById(idOf(path.split("."), "told"));
    if (!told) continue;
    const here = byPlace.get(path) ?? [];
    const known = here.map((one) => `${one.code} ${one.message}`).join("\n");
    if (told.dataset.known === known) continue;
    told.dataset.known = known;
    told.replaceChildren(...here.map((one) => beside(form, one)));
    const isWrong = here.some((one) => one.severity === "error");
    element.classList.toggle("form-wrong", isWrong);
    const control = document.getElementById(idOf(path.split(".")));
    if (control?.matches("input, textarea, select")) {
      if (isWrong) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
    if (here.length) openFolds(told);
  }
}

/** A message without the name of a key, which nobody sees in the form. @param {Finding} finding */
function said({ code, field, message }) {
  const key = field.split(".").at(-1);
  return code === "missing-key" && message.startsWith(`${key} `) ? "This is still to fill in." : message.replace(` (${key})`, "");
}

/** @param {Form} form @param {Finding} finding */
function beside(form, finding) {
  const isError = finding.severity === "error";
  const told = make("p", { class: isError ? "form-error" : "form-warning" });
  told.append(make("strong", {}, isError ? "To mend: " : "Please look: "), `${said(finding)} ${finding.hint} `);
  const title = form.checker?.data.checks[finding.code]?.title ?? finding.code;
  const link = make("a", { href: `${form.home}checks/${finding.code}/`, target: "_blank", rel: "noopener" }, finding.code);
  link.append(make("span", { class: "out-of-sight" }, `: ${title} (opens in a new tab)`));
  told.append(link);
  return told;
}

/**
 * A list of findings, each a link to its field.
 * @param {Form} form
 * @param {Finding[]} findings
 */
export function listed(form, findings) {
  const list = make("ul", {});
  for (const finding of findings) {
    const step = form.stepOf(pathOf(finding));
    const words = `${form.titleOf(pathOf(finding))}: ${said(finding)}`;
    const link = make("a", { href: `#${step?.id ?? ""}` }, words);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      form.open(step?.id, finding);
    });
    list.append(make("li", {}, step ? link : words));
  }
  return list;
}

/** How many things, in words. @param {number} count @param {string} one @param {string} many */
export function counted(count, one, many) {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}
