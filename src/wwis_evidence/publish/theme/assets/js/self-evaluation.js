// "Look at your own system": the form in the page, kept in this browser alone.
// The page works without this file; here are saving, loading, comparing and the summary.

import { LARGEST_FILE, fromText, toText } from "./self-evaluation-file.js";
import { make, own } from "./make.js";
import { sideBySide } from "./self-evaluation-compare.js";

const DRAFT = "self-evaluation-draft";
const MOST_FILES = 20;

const form = document.getElementById("self-evaluation");
const status = document.getElementById("se-status");
const problems = document.getElementById("se-problems");
const keep = document.getElementById("se-keep");
const undo = form.querySelector("[data-do=undo]");
const fieldsets = new Map(
  [...form.querySelectorAll("[data-enabler]")].map((fieldset) => [fieldset.dataset.enabler, fieldset]),
);
const terms = {
  enablers: new Map([...fieldsets].map(([id, fieldset]) => [id, fieldset.querySelector(".se-label").textContent])),
  phases: new Map(
    [...form.querySelectorAll("fieldset:first-of-type [data-phase-label]")].map((radio) => [
      radio.value,
      radio.dataset.phaseLabel,
    ]),
  ),
  longestName: Number(form.dataset.longestName),
  longestNote: Number(form.dataset.longestNote),
};
const empty = toText({
  about: "",
  by: "",
  date: "",
  answers: Object.fromEntries(
    [...fieldsets.keys()].map((id) => [id, { phase: null, evidence: "", next_step: "" }]),
  ),
});
let saved = empty; // what is safe: saved as a file, or never written
let before = empty; // what "Undo" brings back

/** What stands in the form. */
function answers() {
  const field = form.elements;
  const each = [...fieldsets.keys()].map((id) => [
    id,
    {
      phase: field[`phase-${id}`].value || null,
      evidence: field[`evidence-${id}`].value,
      next_step: field[`next-${id}`].value,
    },
  ]);
  return {
    about: field.about.value,
    by: field.by.value,
    date: field.date.value,
    answers: Object.fromEntries(each),
  };
}

/** Put answers into the form; they were checked before. */
function fill(data) {
  const field = form.elements;
  const kept = keep.checked;
  form.reset();
  keep.checked = kept;
  field.about.value = data.about;
  field.by.value = data.by;
  field.date.value = data.date;
  for (const id of fieldsets.keys()) {
    if (data.answers[id].phase !== null) {
      field[`phase-${id}`].value = data.answers[id].phase;
    }
    field[`evidence-${id}`].value = data.answers[id].evidence;
    field[`next-${id}`].value = data.answers[id].next_step;
  }
  changed();
}

function say(text) {
  status.textContent = text;
}

/** Tell what is wrong with files, as text. */
function tell(where, heading, sentences) {
  where.replaceChildren();
  if (sentences.length) {
    where.append(make("p", {}, make("strong", {}, heading)));
    where.append(make("ul", {}, ...sentences.map((sentence) => make("li", {}, own(sentence)))));
  }
}

function changed() {
  together();
  if (keep.checked) {
    keepDraft();
  }
}

/** What was chosen, what comes next, and practice that shows it. */
function together() {
  const place = document.getElementById("se-together");
  const parts = [...fieldsets].map(([id, fieldset]) => chosen(id, fieldset)).filter(Boolean);
  if (parts.length) {
    const text = `You chose a phase for ${parts.length} of ${fieldsets.size} enablers.`;
    place.replaceChildren(make("p", {}, text), ...parts);
  } else {
    const text = "Choose a phase in the form. What comes next, and practice that shows it, then appears here.";
    place.replaceChildren(make("p", { class: "not-stated" }, text));
  }
  onPaper(place, parts.length > 0);
}

/** Print the part of the page in which a place stands only when there is something in it. */
function onPaper(place, wanted) {
  place.closest(".block").classList.toggle("not-on-paper", !wanted);
}

function chosen(id, fieldset) {
  const phase = form.elements[`phase-${id}`].value;
  if (!phase) {
    return null;
  }
  const label = terms.enablers.get(id);
  const order = [...terms.phases.keys()];
  const next = order[order.indexOf(phase) + 1];
  const goal = next ?? phase;
  const words = fieldset.querySelector(`[value="${goal}"]`).parentElement.querySelector(".se-words").textContent;
  const step = form.elements[`next-${id}`].value.trim();
  const part = make(
    "section",
    { class: "card" },
    make("h3", {}, label),
    make("p", {}, "You chose ", make("strong", {}, terms.phases.get(phase)), "."),
    make("p", {}, make("strong", {}, next ? `Next, ${terms.phases.get(next).toLowerCase()}: ` : "To keep it: "), words),
  );
  if (step) {
    part.append(make("p", { class: "se-written" }, make("strong", {}, "Your next step: "), own(step)));
  }
  const practice = fieldset.querySelector(`[data-practice="${goal}"] .se-items`);
  const more = fieldset.querySelector(".se-more").href;
  part.append(
    make("p", {}, make("strong", {}, "Practice that shows it:")),
    practice.cloneNode(true),
    make("p", {}, make("a", { href: more }, `All items for ${label.toLowerCase()}`)),
  );
  return part;
}

function save() {
  const data = answers();
  if (!data.date) {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    data.date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    form.elements.date.value = data.date;
  }
  const text = toText(data);
  const who = data.by.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
  const name = ["self-evaluation", data.date, who].filter(Boolean).join("-");
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href: address, download: `${name}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  saved = text;
  changed();
  say(`Saved as ${name}.json, in the folder for downloads.`);
}

/** Read a file as a self-evaluation. */
async function read(file) {
  return file.size > LARGEST_FILE
    ? { data: null, problems: ["The file is too large to be a saved self-evaluation."] }
    : fromText(await file.text(), terms);
}

async function load(input) {
  const [file] = input.files;
  if (!file) {
    return;
  }
  const found = await read(file);
  input.value = ""; // so that the same file can be chosen again
  tell(problems, "The file was not loaded, and the form is as it was.", found.problems);
  if (found.data) {
    replace(found.data);
    saved = toText(answers());
    say("The file is in the form now.");
  } else {
    say("");
  }
}

/** Put other answers into the form and offer to bring these back. */
function replace(data) {
  before = toText(answers());
  undo.hidden = before === empty;
  fill(data);
}

async function compare(input) {
  const place = document.getElementById("se-compared");
  const told = [...input.files].slice(MOST_FILES).length
    ? [`Only the first ${MOST_FILES} files were opened.`]
    : [];
  const good = [];
  for (const file of [...input.files].slice(0, MOST_FILES)) {
    const found = await read(file);
    if (found.data) {
      good.push({ data: found.data, file: file.name });
    } else {
      told.push(...found.problems.map((problem) => `${file.name}: ${problem}`));
    }
  }
  input.value = "";
  tell(document.getElementById("se-compare-problems"), "Some files were not opened.", told);
  place.replaceChildren(...(good.length ? sideBySide(good, terms) : []));
  onPaper(place, good.length > 0);
  if (good.length) {
    place.focus();
  }
}

function keepDraft() {
  try {
    localStorage.setItem(DRAFT, toText(answers()));
    return true;
  } catch {
    keep.checked = false;
    say("This browser does not let the page keep a draft. Save a file instead.");
    return false;
  }
}

function dropDraft() {
  try {
    localStorage.removeItem(DRAFT);
  } catch {
    // A browser that keeps nothing has nothing to delete.
  }
}

function loadDraft() {
  let text = null;
  try {
    text = localStorage.getItem(DRAFT);
  } catch {
    return;
  }
  const found = text === null ? null : fromText(text, terms);
  if (found?.data) {
    keep.checked = true;
    fill(found.data);
    say("Your draft from this device is in the form.");
  } else if (found) {
    dropDraft();
  }
}

/** Longer notes do not fit into their fields on paper: print them as text. An empty date leaves room for a pen. */
function beforePrint() {
  form.elements.date.classList.toggle("se-blank", !form.elements.date.value);
  for (const field of form.querySelectorAll("textarea")) {
    field.parentElement.querySelector(".se-printed")?.remove();
    if (field.value.trim()) {
      field.after(make("span", { class: "se-printed" }, field.value));
    }
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
form.addEventListener("input", (event) => {
  if (event.target === keep || event.target.type === "file") {
    return;
  }
  undo.hidden = true;
  changed();
});
keep.addEventListener("change", () => {
  if (!keep.checked) {
    dropDraft();
    say("The draft on this device is deleted.");
  } else if (keepDraft()) {
    say("A draft is kept on this device.");
  }
});
form.addEventListener("click", (event) => {
  const what = event.target.dataset.do;
  if (what === "print") {
    window.print();
  } else if (what === "clear") {
    replace(JSON.parse(empty));
    tell(problems, "", []);
    say("The form is empty.");
  } else if (what === "undo") {
    fill(JSON.parse(before));
    undo.hidden = true;
    say("Your answers are back.");
  }
});
document.getElementById("se-load").addEventListener("change", (event) => load(event.target));
document.getElementById("se-compare").addEventListener("change", (event) => compare(event.target));
window.addEventListener("beforeprint", beforePrint);
window.addEventListener("beforeunload", (event) => {
  const now = toText(answers());
  if (now !== saved && now !== empty && !keep.checked) {
    event.preventDefault();
  }
});
loadDraft();
together();
