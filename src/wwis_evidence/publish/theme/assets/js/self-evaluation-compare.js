// Several people's saved self-evaluations side by side: who chose what, and how far apart they are.
// Whatever a file holds reaches the page as text only.

import { make, own } from "./make.js";

/** A name for each file, in the order given: who answered, or else the file's name; no two alike. */
export function names(files) {
  const taken = new Map();
  return files.map(({ data, file }, place) => {
    const name = data.by.trim() || file.replace(/\.json$/i, "").trim() || `Person ${place + 1}`;
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return times > 1 ? `${name} (${times})` : name;
  });
}

/** How far apart the chosen phases of one enabler are, as a sentence. */
export function spread(chosen, phases) {
  const order = [...phases.keys()];
  const places = chosen.filter((phase) => phase !== null).map((phase) => order.indexOf(phase));
  const label = (place) => phases.get(order[place]).toLowerCase();
  if (places.length === 0) {
    return "Nobody chose a phase.";
  }
  if (places.length === 1) {
    return "Only one of you chose a phase.";
  }
  const [low, high] = [Math.min(...places), Math.max(...places)];
  if (low === high) {
    return `All ${places.length} who chose say ${label(low)}.`;
  }
  return high - low === 1
    ? `Close: ${label(low)} and ${label(high)}.`
    : `Far apart: from ${label(low)} to ${label(high)}. Talk about this one first.`;
}

/** The table of who chose what, and below it what each wrote. */
export function sideBySide(files, terms) {
  const people = names(files);
  const columns = [...terms.phases, [null, "Not sure yet"]];
  const head = make("tr", {}, make("th", { scope: "col" }, "Enabler"));
  head.append(...columns.map(([, label]) => make("th", { scope: "col" }, label)));
  head.append(make("th", { scope: "col" }, "Spread"));
  const body = make("tbody");
  const notes = [];
  for (const [enabler, label] of terms.enablers) {
    const answers = files.map(({ data }) => data.answers[enabler]);
    const row = make("tr", {}, make("th", { scope: "row" }, label));
    for (const [phase, phaseLabel] of columns) {
      const here = people.filter((_, place) => answers[place].phase === phase);
      const cell = make("td", { "data-phase": phaseLabel });
      cell.append(
        here.length ? make("ul", {}, ...here.map((name) => make("li", {}, own(name)))) : make("p", {}, "Nobody"),
      );
      cell.classList.toggle("cell-empty", here.length === 0);
      row.append(cell);
    }
    const sentence = spread(answers.map((answer) => answer.phase), terms.phases);
    row.append(make("td", { "data-phase": "Spread" }, make("p", {}, make("strong", {}, sentence))));
    body.append(row);
    notes.push(written(label, people, answers));
  }
  const caption = make("caption", {}, `What ${people.length} ${people.length === 1 ? "person" : "people"} chose`);
  return [
    make("table", { class: "system-grid compared" }, caption, make("thead", {}, head), body),
    make("h3", {}, "What each of you wrote"),
    ...notes,
  ];
}

function written(label, people, answers) {
  const list = make("dl", { class: "facts" });
  people.forEach((name, place) => {
    const { evidence, next_step: next } = answers[place];
    if (evidence.trim() || next.trim()) {
      const said = make("dd");
      for (const [what, text] of [["What shows this", evidence], ["Next step", next]]) {
        if (text.trim()) {
          said.append(make("p", { class: "se-written" }, make("strong", {}, `${what}: `), own(text)));
        }
      }
      list.append(make("div", {}, make("dt", {}, own(name)), said));
    }
  });
  const found = list.childElementCount;
  const summary = make("summary", {}, `${label}: ${found || "no"} ${found === 1 ? "note" : "notes"}`);
  return make("details", {}, summary, found ? list : make("p", { class: "not-stated" }, "Nobody wrote anything."));
}
