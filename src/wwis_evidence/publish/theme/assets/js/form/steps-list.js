// @ts-check
// The list of a form's steps, with how far each is.

import { make } from "../make.js";
import { visible } from "./findings.js";
import { LAST } from "./steps.js";

/** @typedef {import("./form.js").Form} Form */

const WIDE = matchMedia("(min-width: 60em)");

/**
 * Bring the list up to date. Its links stay the same elements: one that was replaced under a click would lose it.
 * @param {HTMLElement} place
 * @param {Form} form
 * @param {string} current the open step
 */
export function drawStepsList(place, form, current) {
  const last = { id: LAST, title: "Check and send", group: "" };
  const steps = [...form.steps, last];
  if (!place.firstChild) {
    const list = make("ol", {}, ...steps.flatMap((step, number) => item(step, steps[number - 1]?.group)));
    place.append(make("details", WIDE.matches ? { open: "" } : {}, make("summary"), list));
  }
  const unfilled = form.unfilled();
  const links = [...place.querySelectorAll("a")];
  const states = [...place.querySelectorAll(".form-state")];
  steps.forEach((step, number) => {
    if (step.id === current) links[number].setAttribute("aria-current", "step");
    else links[number].removeAttribute("aria-current");
    const open = unfilled.filter((path) => form.stepOf(path) === step).length;
    const state = step === last ? "" : stateOf(form, form.steps[number], open);
    if (states[number].textContent === state) return;
    states[number].textContent = state;
    states[number].className = `form-state form-state-${state.replaceAll(/[^a-z]/g, "")}`;
  });
  const summary = /** @type {HTMLElement} */ (place.querySelector("summary"));
  summary.textContent = `All ${steps.length} steps`;
}

/** A step, after the name of its group where that begins. @param {{ id: string, title: string, group: string }} step @param {string} [before] */
function item(step, before) {
  const link = make("a", { href: `#${step.id}` }, step.title);
  const made = make("li", step.group ? { class: "form-steps-inner" } : {}, link, " ", make("span", { class: "form-state" }));
  return step.group && step.group !== before ? [make("li", { class: "form-steps-group" }, step.group), made] : [made];
}

/**
 * How far a step is, in a word or two.
 * @param {Form} form
 * @param {import("./steps.js").Step} step
 * @param {number} open how many of its fields must be filled in, and are not
 */
function stateOf(form, step, open) {
  const errors = form.findingsOf(step).filter((one) => one.severity === "error");
  const shown = visible(form).filter((one) => errors.includes(one)).length;
  if (shown) return `${shown} to mend`;
  if (form.isAll && open) return `${open} to fill in`;
  if (!form.isBegun(step)) return "";
  return errors.length || open || !form.checker || form.isUnchecked ? "begun" : "done";
}
