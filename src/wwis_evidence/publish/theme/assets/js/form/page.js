// @ts-check
// A form in the page: its steps, what happens as somebody types, and its draft. What is asked comes from the
// published schemas (schema.js), how it is laid out from the plan (form_plan.yaml), what is right from check.js.

import { make, own } from "../make.js";
import * as drafts from "./draft.js";
import { counted, elementOf, listed, showBeside, visible } from "./findings.js";
import { Form } from "./form.js";
import { evidenceOf } from "./lists.js";
import { LAST, schemaAt } from "./steps.js";
import { field, fields, idOf } from "./widgets.js";

/** @typedef {import("./steps.js").Step} Step */

const PAUSE = 350; // milliseconds; a shorter one could move a button away from under a click
const WIDE = matchMedia("(min-width: 60em)");

const root = /** @type {HTMLElement} */ (document.getElementById("form"));
const pageTitle = document.title;

/** @param {string} words @param {() => void} act @param {boolean} [isMain] */
function button(words, act, isMain = false) {
  const made = make("button", { type: "button", class: isMain ? "form-button form-main" : "form-button" }, words);
  made.addEventListener("click", act);
  return made;
}

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
      root.replaceChildren(make("p", { class: "notice", role: "alert" }, words), /** @type {Node} */ (document.getElementById("form-choose")));
      return;
    }
    const view = await json(address);
    if (!view) throw new Error(`${address}: not found`);
    document.getElementById("form-choose")?.setAttribute("hidden", "");
    run(new Form({ kind, slug, home, view, beside }));
  } catch (error) {
    const words = "The form could not be opened. Load the page again. If that does not help, the ways without a form are told on the page before this one.";
    root.replaceChildren(make("p", { class: "notice", role: "alert" }, words));
    console.warn(error);
  }
}

/** A file of the site; null where there is none. @param {string} address */
async function json(address) {
  const response = await fetch(new URL(address, document.baseURI));
  return response.ok ? response.json() : null;
}

/** @param {Form} form */
function run(form) {
  const notices = make("div", { class: "form-notices" });
  const steps = make("nav", { class: "form-steps", "aria-label": "Steps of this form" });
  const main = make("div", { class: "form-main-part" });
  const status = make("p", { class: "out-of-sight", role: "status" });
  const draftWords = make("p", { class: "form-status", role: "status" });
  const areas = make("datalist", { id: "form-areas" });
  let current = form.steps[0].id;
  let isSafe = true; // kept in this browser or saved as a file
  let timer = 0;
  /** @type {Set<string>} */
  let announced = new Set();

  form.say = (words) => (status.textContent = words);
  form.open = (id, finding) => {
    show(id ?? current);
    if (!finding) return;
    const element = elementOf(finding);
    for (let fold = element?.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
    const control = element?.matches("fieldset") && element.querySelector("input, textarea, select, button");
    /** @type {HTMLElement | null | undefined} */ (control || element?.querySelector("input, textarea, select"))?.focus();
  };
  form.onChange = () => {
    isSafe = false;
    ready();
    later();
  };
  form.removed = (path, words, before) => {
    document.querySelector(".form-undo")?.remove();
    const undo = button("Undo", () => {
      form.record = before;
      draw();
      form.onChange([]);
      form.say("It is back.");
      document.getElementById(idOf(path))?.focus();
    });
    document.getElementById(idOf(path, "add"))?.after(make("p", { class: "form-undo" }, `${words} `, undo));
    form.say(words);
    document.getElementById(idOf(path, "add"))?.focus();
  };

  function later() {
    clearTimeout(timer);
    timer = window.setTimeout(settle, PAUSE);
  }

  /** @type {Promise<void> | undefined} */
  let fetching;
  /** @type {((form: Form) => HTMLElement[]) | undefined} */
  let result;

  /** Fetch the checks and the last step, once: a page that is only looked at stays light. */
  function ready() {
    fetching ??= Promise.all([import("./checker.js"), import("./result.js")]).then(async ([checks, last]) => {
      form.checker = await checks.checker(root.dataset.files ?? "");
      result = last.result;
      if (form.plan.areas.length) {
        const names = /** @type {string[]} */ (form.checker.data.areaNames);
        areas.append(...names.map((name) => make("option", { value: name })));
      }
      settle();
      if (current === LAST) draw();
    });
    fetching.catch((error) => {
      fetching = undefined;
      console.warn(error);
      form.say("The checks could not be fetched.");
      if (current === LAST) draw();
    });
  }

  /** What the last step shows until the checks are there. */
  function waiting() {
    if (fetching) return [make("p", { role: "status" }, "Checking …")];
    const again = button("Try again", () => {
      ready();
      draw();
    });
    return [make("p", { class: "notice", role: "alert" }, "The checks could not be fetched. Your draft is still here. "), make("p", {}, again)];
  }

  /** Look at the record, show what there is to show, keep the draft. */
  function settle() {
    clearTimeout(timer);
    if (!isSafe) isSafe = keep(); // before anything that could fail
    form.check();
    showBeside(form);
    drawSteps();
    announce();
  }

  function announce() {
    const now = visible(form).filter((finding) => form.stepOf(finding.field.split("."))?.id === current);
    const key = (/** @type {any} */ one) => `${one.code} ${one.field} ${one.message}`;
    const fresh = now.filter((one) => !announced.has(key(one)));
    announced = new Set(now.map(key));
    if (fresh.length && !form.isAll) {
      const [first] = fresh;
      form.say(`${form.titleOf(first.field.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step)))}: ${first.message}`);
    }
  }

  function keep() {
    if (drafts.keep(form)) return true;
    draftWords.textContent = "This browser does not let the page keep a draft. Save it as a file before you leave.";
    return false;
  }

  function drawSteps() {
    const all = [...form.steps.map((step) => ({ id: step.id, title: step.title, group: step.group, state: stateOf(step) }))];
    all.push({ id: LAST, title: "Check and send", group: "", state: "" });
    const place = all.findIndex((step) => step.id === current);
    /** @type {HTMLElement[]} */
    const items = [];
    let group = "";
    for (const step of all) {
      if (step.group !== group) {
        group = step.group;
        if (group) items.push(make("li", { class: "form-steps-group" }, group));
      }
      const link = make("a", { href: `#${step.id}` }, step.title);
      if (step.id === current) link.setAttribute("aria-current", "step");
      const item = make("li", step.group ? { class: "form-steps-inner" } : {}, link);
      if (step.state) item.append(" ", make("span", { class: `form-state form-state-${step.state.replace(/[^a-z]/g, "")}` }, step.state));
      items.push(item);
    }
    const fold = steps.querySelector("details");
    const isOpen = fold ? fold.open : WIDE.matches;
    const details = make("details", isOpen ? { open: "" } : {}, make("summary", {}, `Step ${place + 1} of ${all.length}`), make("ol", {}, ...items));
    const focused = steps.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
    const isSummary = document.activeElement === steps.querySelector("summary");
    steps.replaceChildren(details);
    if (focused) /** @type {HTMLElement | null} */ (steps.querySelector(`[href="${focused}"]`))?.focus();
    if (isSummary) details.querySelector("summary")?.focus();
  }

  /** @param {Step} step */
  function stateOf(step) {
    const errors = form.findingsOf(step).filter((one) => one.severity === "error");
    const shown = visible(form).filter((one) => errors.includes(one));
    if (shown.length) return `${shown.length} to mend`;
    if (!form.isBegun(step)) return "";
    return errors.length ? "begun" : "done";
  }

  /** Open a step by its name and put the focus on its heading. @param {string} id */
  function show(id) {
    for (const step of form.steps) {
      if (step.id === current && id !== current) leave(step);
    }
    current = form.steps.some((step) => step.id === id) || id === LAST ? id : form.steps[0].id;
    if (location.hash !== `#${current}`) history.pushState(null, "", `#${current}`);
    if (current === LAST) {
      form.isAll = true;
      ready();
    }
    settle();
    draw();
    const heading = main.querySelector("h2");
    heading?.focus({ preventScroll: true });
    root.scrollIntoView({ block: "start" });
  }

  /** Whoever goes on has left every field of the step. @param {Step} step */
  function leave(step) {
    if (!form.isBegun(step)) return;
    for (const key of step.keys) form.left.add([...step.path, key].join("."));
  }

  function draw() {
    const place = form.steps.findIndex((step) => step.id === current);
    const step = form.steps[place];
    form.fieldsDrawn.clear();
    const title = step ? step.title : "Check and send";
    const heading = make("h2", { id: "form-step", tabindex: "-1" }, title);
    const parts = step ? ask(step) : (result?.(form) ?? waiting());
    const number = make("p", { class: "eyebrow" }, `${step?.group ? `${step.group} · ` : ""}Step ${(step ? place : form.steps.length) + 1} of ${form.steps.length + 1}`);
    const before = form.steps[step ? place - 1 : form.steps.length - 1];
    const after = step ? form.steps[place + 1] : undefined;
    const buttons = make("p", { class: "form-buttons form-onward" });
    if (step) buttons.append(button(after ? "Save and go on" : "Check and send", () => show(after?.id ?? LAST), true));
    if (before) buttons.append(button("Back", () => show(before.id)));
    main.replaceChildren(number, heading, ...parts, buttons);
    document.title = `${title} – ${pageTitle}`;
    showBeside(form);
    drawSteps();
  }

  /** What a step asks. @param {Step} step */
  function ask(step) {
    const parts = [];
    if (step.words) parts.push(make("p", { class: "form-words-of-step" }, step.words));
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
      parts.push(make("details", isFilled ? { class: "form-fold", open: "" } : { class: "form-fold" }, make("summary", {}, `${title} (optional)`), inside));
    }
    return parts;
  }

  /** Put a draft into the form. @param {drafts.Draft} draft */
  function fill(draft) {
    form.empty();
    form.record = { ...form.record, ...draft.record, ...structuredClone(form.fixedRecord) };
    form.name = draft.name;
    form.automatic = new Set(draft.automatic);
    if (form.beside && draft.digest && draft.digest !== form.beside.digest) {
      notices.append(
        make("p", { class: "notice", role: "alert" }, make("strong", {}, "The evidence has changed since you began. "), "Your draft is kept. Please read the case study again and look at each of your answers."),
      );
    }
  }

  /** The draft's own part of the page. */
  function draftPart() {
    const about = make("p", {}, "What you write stays in this browser, on this device, until you delete it. Nobody else gets it, but anyone who uses this browser could read it.");
    const file = make("input", { type: "file", id: "form-load", accept: ".json,application/json" });
    file.addEventListener("change", async () => {
      const [chosen] = /** @type {HTMLInputElement} */ (file).files ?? [];
      if (!chosen) return;
      const { draft, problem } = drafts.fromText(form, chosen.size > drafts.LARGEST ? "" : await chosen.text());
      /** @type {HTMLInputElement} */ (file).value = ""; // so that the same file can be chosen again
      if (!draft) {
        draftWords.textContent = `The file was not loaded, and the form is as it was. ${problem}`;
        return;
      }
      replaced("The draft from the file is in the form.", () => fill(draft));
    });
    const saveFile = button("Save the draft as a file", async () => {
      const name = ["draft", form.kind, form.slug || form.name].filter(Boolean).join("-");
      const { save } = await import("../download.js");
      save(`${name}.json`, "application/json", drafts.toText(drafts.draftOf(form)));
      isSafe = true;
      draftWords.textContent = `Saved as ${name}.json, in the folder for downloads.`;
    });
    const remove = button("Delete the draft", () => {
      replaced("The draft is deleted and the form is empty.", () => form.empty());
      clearTimeout(timer);
      drafts.drop(form);
      isSafe = true;
    });
    return make(
      "section",
      { class: "form-draft", "aria-labelledby": "form-draft-title" },
      make("h2", { id: "form-draft-title" }, "Your draft"),
      about,
      make("p", { class: "form-buttons" }, saveFile, remove),
      make("p", { class: "form-load" }, make("label", { for: "form-load" }, "Load a draft from a file"), file),
      draftWords,
    );
  }

  /** Put something else into the form, and offer to bring back what was there. @param {string} words @param {() => void} act */
  function replaced(words, act) {
    const before = drafts.draftOf(form);
    const copy = { ...before, record: structuredClone(before.record) };
    act();
    form.onChange([]);
    settle();
    draw();
    const undo = button("Undo", () => {
      fill(copy);
      form.onChange([]);
      settle();
      draw();
      draftWords.textContent = "Your answers are back.";
    });
    draftWords.replaceChildren(words, " ", undo);
  }

  const kept = drafts.kept(form);
  if (kept) {
    fill(kept);
    const words = `Your draft of ${drafts.whenSaved(kept.saved)} is in the form.`;
    const link = make("a", { href: "#form-draft-title" }, "Save or delete it");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      document.getElementById("form-draft-title")?.scrollIntoView();
      /** @type {HTMLElement | null} */ (document.querySelector(".form-draft button"))?.focus();
    });
    notices.append(make("p", { class: "form-restored", role: "status" }, `${words} `, link));
  }
  root.replaceChildren(notices, ...(form.beside ? [caseAtHand(form)] : []), make("div", { class: "form-columns" }, steps, main), draftPart(), areas, status);
  root.addEventListener("focusin", ready, { once: true });
  root.addEventListener("focusout", (event) => {
    const control = /** @type {HTMLElement} */ (event.target);
    const element = control.matches("input, textarea, select") ? control.closest("[data-path]") : null;
    const next = event.relatedTarget;
    const isSame = next instanceof Element && next.matches("input, textarea, select") && element?.contains(next);
    if (!element || isSame) return;
    form.left.add(/** @type {HTMLElement} */ (element).dataset.path ?? "");
    later();
  });
  window.addEventListener("hashchange", () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id !== current && (id === LAST || form.steps.some((step) => step.id === id))) show(id);
  });
  window.addEventListener("pagehide", () => {
    if (!isSafe) drafts.keep(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isSafe && !drafts.keep(form)) event.preventDefault();
  });
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked === LAST || form.steps.some((step) => step.id === asked)) current = asked;
  form.isAll = current === LAST;
  if (kept || current === LAST) ready();
  draw();
}

/** The case that is reviewed: where to read it, and its evidence in short. @param {Form} form */
function caseAtHand(form) {
  const link = make("a", { href: `${form.home}pipeline/${form.slug}/`, target: "_blank", rel: "noopener" }, "Read the whole case study and its sources", make("span", { class: "out-of-sight" }, " (opens in a new tab)"));
  const points = /** @type {any} */ (Object.values(form.plan.points).find((/** @type {any} */ one) => one.of === "case"));
  const items = points ? evidenceOf(form, points) : [];
  const list = make("ul", {}, ...items.map((item) => make("li", {}, own(item.words), ". ", own([item.more, item.source].filter(Boolean).join(" ")))));
  return make(
    "section",
    { class: "form-case", "aria-label": "The case study" },
    make("p", { class: "eyebrow" }, "You are reviewing"),
    make("p", { class: "form-case-title" }, own(form.caseTold("name") || form.slug)),
    make("p", {}, link),
    make("details", { class: "form-fold" }, make("summary", {}, `In short, with its ${counted(items.length, "item", "items")} of evidence`), make("p", {}, own(form.caseTold("words"))), list),
  );
}

begin();
