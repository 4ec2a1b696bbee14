// @ts-check
// The case that is reviewed: where to read it, and its evidence in short.

import { make, own } from "../make.js";
import { counted } from "./findings.js";
import { evidenceOf } from "./lists.js";

/** @param {import("./form.js").Form} form */
export function caseAtHand(form) {
  const apart = make("span", { class: "out-of-sight" }, " (opens in a new tab)");
  const page = { href: `${form.home}pipeline/${form.slug}/`, target: "_blank", rel: "noopener" };
  const points = /** @type {any[]} */ (Object.values(form.plan.points)).find((one) => one.of);
  const items = points ? evidenceOf(form, points) : [];
  const told = items.map((item) => make("li", {}, own(item.words), ". ", own(`${item.more} ${item.source}`.trim())));
  return make(
    "section",
    { class: "form-case", "aria-label": "The case study" },
    make("p", { class: "eyebrow" }, "You are reviewing"),
    make("p", { class: "form-case-title" }, own(form.caseTold("name") || form.slug)),
    make("p", {}, make("a", page, "Read the whole case study and its sources", apart)),
    make(
      "details",
      { class: "form-fold" },
      make("summary", {}, `In short, with its ${counted(items.length, "item", "items")} of evidence`),
      make("p", {}, own(form.caseTold("words"))),
      make("ul", {}, ...told),
    ),
  );
}
