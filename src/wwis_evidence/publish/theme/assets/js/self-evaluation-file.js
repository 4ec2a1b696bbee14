// A saved self-evaluation: what is in the file, and what is said about a file that is not one.
// The same rules are published as look-at-your-own-system/self-evaluation.schema.json; a test compares the two.

export const LARGEST_FILE = 200_000; // bytes; five enablers with full notes stay well below it
const VERSION = 1;
const KEYS = ["kind", "schema", "about", "by", "date", "answers"];
const ANSWER_KEYS = ["phase", "evidence", "next_step"];
const MOST_TOLD = 5;

/** The text of a file for these answers. */
export function toText({ about, by, date, answers }) {
  return `${JSON.stringify({ kind: "self-evaluation", schema: VERSION, about, by, date, answers }, null, 2)}\n`;
}

/**
 * Read a file's text.
 *
 * `terms` holds `enablers` and `phases` (labels by id, as Maps) and the limits `longestName` and `longestNote`.
 * Gives `{ data, problems }`: sentences for people, and data only where there is no problem.
 */
export function fromText(text, terms) {
  if (new Blob([text]).size > LARGEST_FILE) {
    return { data: null, problems: ["The file is too large to be a saved self-evaluation."] };
  }
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    return {
      data: null,
      problems: ["The file cannot be read as a saved self-evaluation. It may be damaged or of another kind."],
    };
  }
  const problems = check(data, terms);
  return { data: problems.length ? null : data, problems };
}

/** Everything that is wrong with a file's data, as sentences; none where all is well. */
export function check(data, terms) {
  if (!isRecord(data) || data.kind !== "self-evaluation") {
    return ["This is not a self-evaluation that was saved from this page."];
  }
  if (data.schema !== VERSION) {
    return Number.isInteger(data.schema) && data.schema > VERSION
      ? ["The file was saved by a newer version of this page. Load the page again and try once more."]
      : [`The file does not say that it is version ${VERSION}, the one that this page can read.`];
  }
  const problems = [
    ...keys(data, KEYS, "The file"),
    ...string(data.about, "“Area, service or group”", terms.longestName),
    ...string(data.by, "“Who is answering”", terms.longestName),
  ];
  if (typeof data.date !== "string" || !/^(\d{4}-\d{2}-\d{2})?$/.test(data.date)) {
    problems.push("The date is not one like 2026-11-21.");
  }
  if (isRecord(data.answers)) {
    problems.push(...keys(data.answers, [...terms.enablers.keys()], "The list of answers"));
    for (const [enabler, label] of terms.enablers) {
      if (Object.hasOwn(data.answers, enabler)) {
        problems.push(...checkAnswer(data.answers[enabler], label, terms));
      }
    }
  } else {
    problems.push("The file has no answers.");
  }
  return few(problems);
}

function checkAnswer(answer, label, terms) {
  if (!isRecord(answer)) {
    return [`The answer for “${label}” is not in the form that this page saves.`];
  }
  const problems = [
    ...keys(answer, ANSWER_KEYS, `The answer for “${label}”`),
    ...string(answer.evidence, `“What shows this?” for “${label}”`, terms.longestNote),
    ...string(answer.next_step, `“Next step” for “${label}”`, terms.longestNote),
  ];
  if (answer.phase !== null && !(typeof answer.phase === "string" && terms.phases.has(answer.phase))) {
    problems.push(`The answer for “${label}” names a phase that this page does not know: ${shown(answer.phase)}.`);
  }
  return problems;
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function keys(record, known, where) {
  const missing = known.filter((key) => !Object.hasOwn(record, key));
  const strange = Object.keys(record).filter((key) => !known.includes(key));
  return [
    ...missing.map((key) => `${where} lacks “${key}”.`),
    ...strange.map((key) => `${where} has a part that this page does not know: ${shown(key)}.`),
  ];
}

function string(value, where, longest) {
  if (typeof value !== "string") {
    return [`${where} is not a text.`];
  }
  return [...value].length > longest ? [`${where} is longer than ${longest} characters.`] : [];
}

function shown(value) {
  const text = [...(typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing"))];
  return `“${text.slice(0, 40).join("")}${text.length > 40 ? "…" : ""}”`;
}

function few(problems) {
  const more = problems.length - MOST_TOLD;
  return more > 0 ? [...problems.slice(0, MOST_TOLD), `And ${more} more.`] : problems;
}
