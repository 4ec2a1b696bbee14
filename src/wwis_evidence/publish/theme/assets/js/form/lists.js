// @ts-check
// Fields that hold several things: items with fields of their own, lines of text, ticks, and items picked from
// those that were entered elsewhere.

import { make } from "../make.js";
import { button } from "./button.js";
import { at, freeName, hinted, isHinted, pattern, put, repoint, shortName } from "./record.js";
import { choicesOf, fieldsOf, inWords, itemOf, resolved } from "./schema.js";
import { above, fields, idOf, labelled, option, together } from "./widgets.js";

/** @typedef {import("./record.js").Path} Path */
/** @typedef {import("./schema.js").Schema} Schema */
/** @typedef {import("./form.js").Form} Form */
/** @typedef {import("./widgets.js").Need} Need */
/** @typedef {{ lists: string[], key: string, told: string[], of?: string, rests_on?: any }} Points */

/** Ticks for several words of a list. @param {Form} form @param {Path} path @param {Schema} part @param {Need} need */
export function many(form, path, part, need) {
  const item = itemOf(form.schema, part);
  const options = choicesOf(item, form.view.labels, form.plan.not_offered).map(({ id, label, words }) =>
    tick(form, path, id, label, words),
  );
  return together(form, path, part, need, [], [make("div", { class: "form-options" }, ...options)]);
}

/** One tick; the file lists what is ticked in the order in which it is shown. @param {Form} form @param {Path} path @param {string} id @param {string} label @param {string} words */
function tick(form, path, id, label, words) {
  const input = make("input", { type: "checkbox", value: id });
  input.checked = (at(form.record, path) ?? []).includes(id);
  input.addEventListener("change", () => {
    const all = [...input.closest("fieldset").querySelectorAll("input:checked")];
    put(form.record, path, all.map((one) => one.value));
    form.changed(path);
  });
  return option(input, label, words);
}

/** Lines of text, one below the other. @param {Form} form @param {Path} path @param {Schema} part @param {Need} need */
export function repeatedTexts(form, path, part, need) {
  const told = at(form.record, path) ?? [];
  const lines = told.length ? told : [""];
  const rows = lines.map((/** @type {string} */ text, /** @type {number} */ place) => {
    const here = [...path, place];
    const input = make("input", { type: "text", autocomplete: "off", id: idOf(here), "aria-describedby": idOf(path, "hint0") });
    input.setAttribute("aria-label", `${part.title}, ${place + 1} of ${lines.length}`);
    if (isHinted(form.plan.areas, path)) input.setAttribute("list", "form-areas");
    input.value = text;
    input.addEventListener("input", () => {
      if (!at(form.record, path)) put(form.record, path, []);
      put(form.record, here, input.value);
      form.changed(here);
    });
    const row = make("div", { class: "form-line" }, input);
    if (lines.length > 1) row.append(button("Remove", () => remove(form, path, place, text || "empty line"), { about: text || `line ${place + 1}` }));
    return make("div", { "data-path": here.join(".") }, row, make("div", { class: "form-told", id: idOf(here, "told") }));
  });
  const add = button("Add another", () => {
    const now = at(form.record, path) ?? [""];
    put(form.record, path, [...now, ""]);
    form.redraw(path);
    document.getElementById(idOf([...path, now.length]))?.focus();
  }, { about: `to ${part.title}` });
  add.id = idOf(path, "add");
  const first = (part.examples ?? []).flat();
  const hints = [first.length ? `For example: ${first.join("; ")}` : ""];
  const made = together(form, path, part, need, hints, [...rows, add]);
  form.drawn(path, made, () => repeatedTexts(form, path, part, need));
  return made;
}

/** Items with fields of their own. @param {Form} form @param {Path} path @param {Schema} part @param {Need} need */
export function repeated(form, path, part, need) {
  const item = itemOf(form.schema, part);
  const what = (resolved(form.schema, part.items).title ?? "item").toLowerCase();
  const told = at(form.record, path) ?? [];
  const cards = told.map((/** @type {any} */ _, /** @type {number} */ place) => card(form, path, item, what, place, told.length));
  const add = button(told.length ? `Add another ${what}` : `Add ${/^[aeiou]/.test(what) ? "an" : "a"} ${what}`, () => {
    const here = [...path, (at(form.record, path) ?? []).length];
    put(form.record, here, begun(form, here, what));
    form.redraw(path);
    form.changed(path);
    document.getElementById(idOf(here))?.querySelector("input, textarea, select")?.focus();
  });
  add.id = idOf(path, "add");
  const made = together(form, path, part, need, [], [...cards, add]);
  made.classList.add("form-list");
  form.drawn(path, made, () => repeated(form, path, part, need));
  return made;
}

/** @param {Form} form @param {Path} path @param {Schema} item @param {string} what @param {number} place @param {number} of */
function card(form, path, item, what, place, of) {
  const here = [...path, place];
  const title = `${inWords(what)} ${place + 1} of ${of}`;
  const tools = make("div", { class: "form-tools" });
  if (place > 0) tools.append(button("Move up", () => move(form, path, place, place - 1), { about: title }));
  if (place < of - 1) tools.append(button("Move down", () => move(form, path, place, place + 1), { about: title }));
  tools.append(button("Remove", () => remove(form, path, place, title), { about: title }));
  const inside = fields(form, here, item);
  const { ids, parts } = above(form, here, { description: "" });
  const made = make(
    "fieldset",
    { class: "form-card", id: idOf(here), "data-path": here.join("."), tabindex: "-1", "aria-describedby": ids },
    make("legend", {}, title),
    ...parts,
    ...inside,
    tools,
  );
  keepNamed(form, here, made);
  return made;
}

/** A new item: with a short name where it has one. @param {Form} form @param {Path} here @param {string} what */
function begun(form, here, what) {
  const { key } = namedBy(form, here);
  if (!key) return {};
  const made = freeName(shortName(what), names(form));
  form.automatic.add(made);
  return { [key]: made };
}

/** The key of an item's short name, and the field it is made from. @param {Form} form @param {Path} here */
function namedBy(form, here) {
  const start = `${pattern(here)}.`;
  const [place, from] = Object.entries(form.plan.names).find(([one]) => one.startsWith(start)) ?? ["", ""];
  return { key: place.slice(start.length), from };
}

/** Every short name in the record. @param {Form} form @returns {string[]} */
function names(form) {
  return Object.keys(form.plan.names).flatMap((place) => {
    const [list, , key] = place.split(".");
    return (at(form.record, [list]) ?? []).map((/** @type {any} */ item) => item[key]).filter(Boolean);
  });
}

/**
 * Make an item's short name from its words until somebody chooses one; what points to the item follows.
 * @param {Form} form @param {Path} here @param {HTMLElement} made the item's card
 */
function keepNamed(form, here, made) {
  const { key, from } = namedBy(form, here);
  if (!key) return;
  const item = at(form.record, here);
  let old = item[key];
  made.addEventListener("focusout", () => {
    const wanted = shortName(String(item[from] ?? ""));
    const isOurs = !item[key] || (item[key] === old && form.automatic.has(old));
    if (isOurs && wanted && !old?.startsWith(wanted)) {
      item[key] = freeName(wanted, names(form).filter((one) => one !== item[key]));
      form.automatic.add(item[key]);
      const shown = document.getElementById(idOf([...here, key]));
      if (shown) shown.value = item[key];
    }
    if (item[key] === old) return;
    if (old && item[key]) repoint(form.record, (path) => Boolean(hinted(form.plan.points, path)), old, item[key]);
    old = item[key] ?? old;
    form.changed([...here, key]);
  });
}

/** @param {Form} form @param {Path} path @param {number} from @param {number} to */
function move(form, path, from, to) {
  const list = at(form.record, path);
  [list[from], list[to]] = [list[to], list[from]];
  form.renumbered(path, (place) => (place === from ? to : place === to ? from : place));
  form.redraw(path);
  form.changed(path);
  form.say(`Moved to place ${to + 1} of ${list.length}.`);
  document.getElementById(idOf([...path, to]))?.focus();
}

/** @param {Form} form @param {Path} path @param {number} place @param {string} title */
function remove(form, path, place, title) {
  const before = structuredClone(form.record);
  at(form.record, path).splice(place, 1);
  form.renumbered(path, (one) => (one === place ? null : one > place ? one - 1 : one));
  form.redraw(path);
  form.changed(path);
  form.removed(path, `Removed: ${title}.`, before);
}

/**
 * Items picked from those entered elsewhere in this form, or from those of the case at hand.
 * @param {Form} form @param {Path} path @param {Schema} part @param {Need} need
 */
export function picked(form, path, part, need) {
  const points = /** @type {Points} */ (hinted(form.plan.points, path));
  return points.of === "case" ? evidence(form, path, part, points) : source(form, path, part, need, points);
}

/** One of the items in this form. @param {Form} form @param {Path} path @param {Schema} part @param {Need} need @param {Points} points */
function source(form, path, part, need, points) {
  const items = points.lists.flatMap((list) => at(form.record, [list]) ?? []);
  const now = at(form.record, path);
  const select = make("select", {});
  select.append(make("option", { value: "" }, items.length ? "Choose one" : "None entered yet"));
  const known = items.map((/** @type {any} */ item) => item[points.key]);
  if (now && !known.includes(now)) select.append(make("option", { value: now }, `${now} (no longer there)`));
  for (const item of items) {
    const told = points.told.map((key) => item[key]).filter(Boolean).join(", ");
    select.append(make("option", { value: item[points.key] }, told || item[points.key]));
  }
  select.value = now ?? "";
  select.addEventListener("change", () => {
    put(form.record, path, select.value || undefined);
    form.changed(path);
  });
  const made = labelled(form, path, { ...part, description: "" }, need, select, []);
  const step = form.stepOf([points.lists[0]]);
  if (step) {
    const words = `${items.length ? "Add or change" : "First enter"} these under “${step.title}”`;
    made.append(make("p", { class: "form-aside" }, make("a", { href: `#${step.id}` }, words)));
  }
  form.drawn(path, made, () => source(form, path, part, need, points));
  return made;
}

/** Items of the case at hand: those that can support this finding come first. @param {Form} form @param {Path} path @param {Schema} part @param {Points} points */
function evidence(form, path, part, points) {
  const items = evidenceOf(form, points);
  const support = supportOf(form, path);
  const chosen = at(form.record, path) ?? [];
  /** @param {(id: string) => boolean} wanted */
  const options = (wanted) =>
    items
      .filter((item) => wanted(item.id))
      .map((item) => tick(form, path, item.id, item.words, [item.more, item.source].filter(Boolean).join(" ")));
  const full = options((id) => !support || support.fully.includes(id));
  const partly = options((id) => Boolean(support?.partly.includes(id) && !support.fully.includes(id)));
  const rest = options((id) => Boolean(support && !support.fully.includes(id) && !support.partly.includes(id)));
  const gone = chosen
    .filter((/** @type {string} */ id) => !items.some((item) => item.id === id))
    .map((/** @type {string} */ id) => tick(form, path, id, id, "This item is no longer in the case study."));
  const children = [...full.length ? [make("div", { class: "form-options" }, ...full)] : []];
  if (!full.length) children.push(make("p", { class: "note" }, "No item of this case study can support this fully."));
  if (partly.length) {
    children.push(make("p", { class: "form-title" }, "Can support it in part"), make("div", { class: "form-options" }, ...partly));
  }
  if (gone.length) children.push(make("div", { class: "form-options" }, ...gone));
  if (rest.length) {
    const open = items.some((item) => chosen.includes(item.id) && !support?.partly.includes(item.id) && !support?.fully.includes(item.id));
    const fold = make("details", open ? { class: "form-fold", open: "" } : { class: "form-fold" });
    fold.append(make("summary", {}, "Other evidence, which is about something else"), make("div", { class: "form-options" }, ...rest));
    children.push(fold);
  }
  const asking = (form.view.findings).filter((/** @type {any} */ one) => one.cites).map((/** @type {any} */ one) => inWords(one.id));
  const told = { ...part, description: asking.length ? `Needed where you found: ${asking.join(", ")}.` : part.description };
  return together(form, path, told, "required", [], children);
}

/** Which items can support the finding at a place. @param {Form} form @param {Path} path @returns {{ fully: string[], partly: string[] } | undefined} */
function supportOf(form, path) {
  const supports = form.beside?.supports;
  const steps = path.filter((step) => typeof step === "string");
  const indicator = supports && steps.find((step) => Object.hasOwn(supports, step));
  const criterion = indicator && steps.find((step) => Object.hasOwn(supports[indicator], step));
  return criterion ? supports[indicator][criterion] : undefined;
}

/**
 * The evidence of the case at hand, in words.
 * @param {Form} form
 * @param {Points} points
 * @returns {{ id: string, words: string, more: string, source: string }[]}
 */
export function evidenceOf(form, points) {
  const root = form.view.case;
  const record = form.beside.case;
  const { properties } = fieldsOf(root, root, record);
  return points.lists.flatMap((list) => {
    const parts = fieldsOf(root, itemOf(root, properties[list]), {}).properties;
    return (record[list] ?? []).map((/** @type {any} */ item) => {
      const told = points.told.filter((key) => item[key] !== undefined && item[key] !== null);
      const first = told[0];
      const { rests_on: rests } = points;
      const source = (record[rests.list] ?? []).find((/** @type {any} */ one) => one[rests.by] === item[rests.key]);
      return {
        id: item[points.key],
        words: inFull(form, root, parts[first], item[first]),
        more: told
          .slice(1)
          .map((key) => `${resolved(root, parts[key]).title}: ${inFull(form, root, parts[key], item[key])}.`)
          .join(" "),
        source: source ? `Source: ${rests.told.map((/** @type {string} */ key) => source[key]).filter(Boolean).join(", ")}.` : "",
      };
    });
  });
}

/** A value of the case in words. @param {Form} form @param {Schema} root @param {Schema} given @param {any} value @returns {string} */
function inFull(form, root, given, value) {
  const part = resolved(root, given);
  if (typeof value === "object" && value !== null) {
    const { properties } = fieldsOf(root, part, value);
    return Object.keys(properties)
      .filter((key) => value[key] !== undefined && value[key] !== null)
      .map((key) => `${resolved(root, properties[key]).title.toLowerCase()} ${inFull(form, root, properties[key], value[key])}`)
      .join(", ");
  }
  if (!part.enum) return String(value).replace(/\.$/, "");
  return choicesOf(part, form.view.labels, []).find((one) => one.id === value)?.label ?? inWords(String(value));
}
