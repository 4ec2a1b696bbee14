// @ts-check
// The list of a form's steps, with how far each is.

import { make } from "../make.js";
import { visible } from "./findings.js";
import { LAST } from "./steps.js";

/** @typedef {import("./form.js").Form} Form */

const WIDE = matchMedia("(min-width: 60em)");

/**
 * Draw the list anew; whoever stands in it stays where they are.
 * @param {HTMLElement} place
 * @param {Form} form
 * @param {string} current the open step
 */
export function drawStepsList(place, form, current) {
  const unfilled = form.unfilled();
  const steps = form.steps.map((step) => {
    const open = unfilled.filter((path) => form.stepOf(path) === step).length;
    return { id: step.id, title: step.title, group: step.group, state: stateOf(form, step, open) };
  });
  steps.push({ id: LAST, title: "Check and send", group: "", state: "" });
  const number = steps.findIndex((step) => step.id === current) + 1;
  const isOpen = place.querySelector("details")?.open ?? WIDE.matches;
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const way = focused?.getAttribute("href");
  const summary = make("summary", {}, `Step ${number} of ${steps.length}`);
  place.replaceChildren(make("details", isOpen ? { open: "" } : {}, summary, make("ol", {}, ...items(steps, current))));
  if (way) /** @type {HTMLElement | null} */ (place.querySelector(`[href="${CSS.escape(way)}"]`))?.focus();
  else if (focused) summary.focus();
}

/** @param {{ id: string, title: string, group: string, state: string }[]} steps @param {string} current */
function items(steps, current) {
  return steps.flatMap((step, place) => {
    const link = make("a", { href: `#${step.id}` }, step.title);
    if (step.id === current) link.setAttribute("aria-current", "step");
    const item = make("li", step.group ? { class: "form-steps-inner" } : {}, link);
    if (step.state) {
      item.append(" ", make("span", { class: `form-state form-state-${step.state.replaceAll(/[^a-z]/g, "")}` }, step.state));
    }
    const isFirst = step.group && step.group !== steps[place - 1]?.group;
    return isFirst ? [make("li", { class: "form-steps-group" }, step.group), item] : [item];
  });
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
  return errors.length || open || !form.checker ? "begun" : "done";
}
