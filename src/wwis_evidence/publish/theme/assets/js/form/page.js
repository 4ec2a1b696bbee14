// @ts-check
// A form in the page: its steps, what happens as somebody types, and its draft. What is asked comes from the
// published schemas (schema.js), how it is laid out from a plan (publish/forms/plan.yaml), what is right from
// the checks (check.js), which are fetched when somebody begins to write.

import { make } from "../make.js";
import { button } from "./button.js";
import { caseAtHand } from "./case-at-hand.js";
import { draftPart } from "./draft-part.js";
import * as drafts from "./draft.js";
import { counted, elementOf, listed, openFolds, pathOf, showBeside, visible } from "./findings.js";
import { Form } from "./form.js";
import { LAST, schemaAt } from "./steps.js";
import { drawStepsList } from "./steps-list.js";
import { field, fields, idOf } from "./widgets.js";

/** @typedef {import("./steps.js").Step} Step */
/** @typedef {import("./check.js").Finding} Finding */

const PAUSE = 350; // milliseconds; a shorter one could move a button away from under a click

const root = /** @type {HTMLElement} */ (document.getElementById("form"));
const pageTitle = document.title;

async function begin() {
  const { kind, home, view: address } = /** @type {Record<string, string>} */ (root.dataset);
  const slug = kind === "review" ? (new URLSearchParams(location.search).get("case") ?? "") : "";
  if (kind === "review" && !slug) {
    root.replaceChildren();
    return;
  }
  try {
    const isName = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug);
    const beside = slug && isName ? await json(`${home}pipeline/${slug}/case.json`) : null;
    if (slug && !beside) {
      const words = "No case study of this name waits for reviewers now. Choose one below.";
      const list = /** @type {Node} */ (document.getElementById("form-choose"));
      root.replaceChildren(make("p", { class: "notice", role: "alert" }, words), list);
      return;
    }
    const view = await json(address);
    if (!view) throw new Error(`${address}: not found`);
    new Page(new Form({ kind, slug, home, view, beside })).begin();
  } catch (error) {
    const words = "The form could not be opened. Load the page again. If that does not help, the page before this one tells of ways without a form.";
    root.replaceChildren(make("p", { class: "notice", role: "alert" }, words));
    console.warn(error);
  }
}

/** A file of the site; null where there is none. @param {string} address */
async function json(address) {
  const response = await fetch(new URL(address, document.baseURI));
  return response.ok ? response.json() : null;
}

class Page {
  /** @param {Form} form */
  constructor(form) {
    this.form = form;
    this.notices = make("div", { class: "form-notices" });
    this.steps = make("nav", { class: "form-steps", "aria-label": "Steps of this form" });
    this.main = make("div", { class: "form-main-part" });
    this.status = make("p", { class: "out-of-sight", role: "status" });
    this.draftWords = make("p", { class: "form-status", role: "status" });
    this.areas = make("datalist", { id: "form-areas" });
    this.current = form.steps[0].id;
    this.isSafe = true; // kept in this browser or saved as a file
    this.timer = 0;
    /** @type {Set<string>} what was said already */
    this.announced = new Set();
    /** @type {Promise<void> | undefined} */
    this.fetching = undefined;
    /** @type {((form: Form) => HTMLElement[]) | undefined} */
    this.result = undefined;
    form.say = (words) => (this.status.textContent = words);
    form.open = (id, finding) => this.open(id ?? this.current, finding);
    form.removed = (path, words, before) => this.removed(path, words, before);
    form.onChange = () => {
      this.isSafe = false;
      this.ready();
      this.later();
    };
  }

  begin() {
    const { form } = this;
    const kept = drafts.kept(form);
    if (kept) this.restore(kept);
    const columns = make("div", { class: "form-columns" }, this.steps, this.main);
    const part = draftPart(form, this.draftWords, {
      replaced: (told, act) => this.replaced(told, act),
      fill: (draft) => this.fill(draft),
      safe: () => {
        clearTimeout(this.timer);
        this.isSafe = true;
      },
    });
    root.replaceChildren(this.notices, ...(form.beside ? [caseAtHand(form)] : []), columns, part, this.areas, this.status);
    root.addEventListener("focusin", () => this.ready(), { once: true });
    root.addEventListener("focusout", (event) => this.left(event));
    window.addEventListener("hashchange", () => {
      const id = this.asked();
      if (id && id !== this.current) this.show(id);
    });
    window.addEventListener("pagehide", () => {
      if (!this.isSafe) drafts.keep(form);
    });
    window.addEventListener("beforeunload", (event) => {
      if (!this.isSafe && !drafts.keep(form)) event.preventDefault();
    });
    this.current = this.asked() ?? this.current;
    form.isAll = this.current === LAST;
    if (kept || form.isAll) this.ready();
    this.draw();
  }

  /** The step that the address names, if there is one. */
  asked() {
    const id = location.hash.slice(1);
    return id === LAST || this.form.steps.some((step) => step.id === id) ? id : undefined;
  }

  /** Fetch the checks and the last step, once: a page that is only looked at stays light. */
  ready() {
    this.fetching ??= Promise.all([import("./checker.js"), import("./result.js")]).then(async ([checks, last]) => {
      this.form.checker = await checks.checker(root.dataset.files ?? "");
      this.result = last.result;
      if (this.form.plan.areas.length) {
        const names = /** @type {string[]} */ (this.form.checker.data.areaNames);
        this.areas.append(...names.map((name) => make("option", { value: name })));
      }
      this.settle();
      if (this.current === LAST) this.draw();
    });
    this.fetching.catch((error) => {
      this.fetching = undefined;
      console.warn(error);
      this.form.say("The checks could not be fetched.");
      if (this.current === LAST) this.draw();
    });
  }

  /** What the last step shows until the checks are there. */
  waiting() {
    if (this.fetching) return [make("p", { role: "status" }, "Checking …")];
    const again = button("Try again", () => {
      this.ready();
      this.draw();
    });
    const words = "The checks could not be fetched. Your draft is still here.";
    return [make("p", { class: "notice", role: "alert" }, words), make("p", {}, again)];
  }

  later() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.settle(), PAUSE);
  }

  /** Keep the draft, look at the record, show what there is to show. */
  settle() {
    clearTimeout(this.timer);
    if (!this.isSafe) this.isSafe = this.keep(); // before anything that could fail
    this.form.check();
    showBeside(this.form);
    drawStepsList(this.steps, this.form, this.current);
    this.announce();
  }

  keep() {
    if (drafts.keep(this.form)) return true;
    this.draftWords.textContent = "This browser does not let the page keep a draft. Save it as a file before you leave.";
    return false;
  }

  /** Say the first thing that is new to be seen on this step. */
  announce() {
    const now = visible(this.form).filter((finding) => this.form.stepOf(pathOf(finding))?.id === this.current);
    const key = (/** @type {Finding} */ one) => `${one.code} ${one.field} ${one.message}`;
    const fresh = now.find((one) => !this.announced.has(key(one)));
    this.announced = new Set(now.map(key));
    if (fresh && !this.form.isAll) this.form.say(`${this.form.titleOf(pathOf(fresh))}: ${fresh.message}`);
  }

  /** Somebody has left a field: from now on it may be told what is wrong with it. @param {FocusEvent} event */
  left(event) {
    const control = /** @type {HTMLElement} */ (event.target);
    const controls = "input, textarea, select";
    const element = control.matches(controls) ? /** @type {HTMLElement | null} */ (control.closest("[data-path]")) : null;
    const next = event.relatedTarget;
    if (!element || (next instanceof Element && next.matches(controls) && element.contains(next))) return;
    this.form.left.add(element.dataset.path ?? "");
    this.later();
  }

  /** Open a step, and in it the field that a finding is about. @param {string} id @param {Finding} [finding] */
  open(id, finding) {
    this.show(id);
    const element = finding && elementOf(finding);
    if (!element) return;
    openFolds(element);
    /** @type {HTMLElement | null} */ (element.querySelector("input, textarea, select, button"))?.focus();
  }

  /** Open a step by its name and put the focus on its heading. @param {string} id */
  show(id) {
    const { form } = this;
    const before = form.steps.find((step) => step.id === this.current);
    if (before && id !== this.current) this.leave(before);
    this.current = id;
    if (location.hash !== `#${id}`) history.pushState(null, "", `#${id}`);
    if (id === LAST) {
      form.isAll = true;
      this.ready();
    }
    this.settle();
    this.draw();
    this.main.querySelector("h2")?.focus({ preventScroll: true });
    root.scrollIntoView({ block: "start" });
  }

  /** Whoever goes on has left every field of a step, if they began it. @param {Step} step */
  leave(step) {
    if (!this.form.isBegun(step)) return;
    for (const key of step.keys) this.form.left.add([...step.path, key].join("."));
  }

  draw() {
    const { form } = this;
    form.fieldsDrawn.clear();
    const found = form.steps.findIndex((one) => one.id === this.current);
    const place = found < 0 ? form.steps.length : found;
    const step = form.steps[place];
    const title = step?.title ?? "Check and send";
    const parts = step ? this.ask(step) : (this.result?.(form) ?? this.waiting());
    const number = `${step?.group ? `${step.group} · ` : ""}Step ${place + 1} of ${form.steps.length + 1}`;
    const after = form.steps[place + 1]?.id ?? LAST;
    const buttons = make("p", { class: "form-buttons form-onward" });
    if (step) buttons.append(button(after === LAST ? "Check and send" : "Save and go on", () => this.show(after), { isMain: true }));
    if (place) buttons.append(button("Back", () => this.show(form.steps[place - 1].id)));
    const heading = make("h2", { id: "form-step", tabindex: "-1" }, title);
    this.main.replaceChildren(make("p", { class: "eyebrow" }, number), heading, ...parts, buttons);
    document.title = `${title} – ${pageTitle}`;
    showBeside(form);
    drawStepsList(this.steps, form, this.current);
  }

  /** What a step asks. @param {Step} step */
  ask(step) {
    const { form } = this;
    const parts = step.words ? [make("p", { class: "form-words-of-step" }, step.words)] : [];
    const errors = form.isAll ? form.findingsOf(step).filter((one) => one.severity === "error") : [];
    if (errors.length) {
      const heading = make("h3", {}, `${counted(errors.length, "thing", "things")} to mend here`);
      parts.push(make("div", { class: "form-summary" }, heading, listed(form, errors)));
    }
    const schema = schemaAt(form.schema, step.path, form.record);
    parts.push(...fields(form, step.path, schema, (key) => step.keys.includes(key)));
    for (const { path, title } of step.aside) {
      const inside = field(form, path, schemaAt(form.schema, path, form.record), "optional");
      const isFilled = form.tidyAt(path) !== undefined;
      const summary = make("summary", {}, `${title} (optional)`);
      parts.push(make("details", { class: "form-fold", ...(isFilled ? { open: "" } : {}) }, summary, inside));
    }
    return parts;
  }

  /** Put a draft into the form. @param {drafts.Draft} draft */
  fill(draft) {
    const { form } = this;
    form.empty();
    form.record = { ...form.record, ...draft.record, ...structuredClone(form.fixedRecord) };
    form.name = draft.name;
    form.automatic = new Set(draft.automatic);
    if (!form.beside || !draft.digest || draft.digest === form.beside.digest) return;
    const words = "Your draft is kept. Please read the case study again and look at each of your answers.";
    const strong = make("strong", {}, "The evidence has changed since you began. ");
    this.notices.append(make("p", { class: "notice", role: "alert" }, strong, words));
  }

  /** Put the draft of this browser into the form, and say so. @param {drafts.Draft} draft */
  restore(draft) {
    this.fill(draft);
    const link = make("a", { href: "#form-draft-title" }, "Save or delete it");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      document.getElementById("form-draft-title")?.scrollIntoView();
      /** @type {HTMLElement | null} */ (document.querySelector(".form-draft button"))?.focus();
    });
    const words = `Your draft of ${drafts.whenSaved(draft.saved)} is in the form. `;
    this.notices.append(make("p", { class: "form-restored", role: "status" }, words, link));
  }

  /** Put something else into the form, and offer to bring back what was there. @param {string} told @param {() => void} act */
  replaced(told, act) {
    const before = drafts.draftOf(this.form);
    const copy = { ...before, record: structuredClone(before.record) };
    this.refilled(act);
    const undo = button("Undo", () => {
      this.refilled(() => this.fill(copy));
      this.draftWords.textContent = "Your answers are back.";
    });
    this.draftWords.replaceChildren(told, " ", undo);
  }

  /** @param {() => void} act */
  refilled(act) {
    act();
    this.form.onChange([]);
    this.settle();
    this.draw();
  }

  /** An item was taken out: say so beside its list, and offer to bring it back. @param {import("./record.js").Path} path @param {string} words @param {any} before the record with it */
  removed(path, words, before) {
    document.querySelector(".form-undo")?.remove();
    const add = document.getElementById(idOf(path, "add"));
    const undo = button("Undo", () => {
      this.form.record = before;
      this.draw();
      this.form.onChange([]);
      this.form.say("It is back.");
      document.getElementById(idOf(path))?.focus();
    });
    add?.after(make("p", { class: "form-undo" }, `${words} `, undo));
    this.form.say(words);
    add?.focus();
  }
}

begin();
