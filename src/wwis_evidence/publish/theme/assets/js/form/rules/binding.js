// @ts-check
// Mirrors rating/validity.py: whether a review is complete and cites what can bear it. Which evidence that is
// comes with the case study (publish/forms/case_data.py).

import { nearest } from "../near.js";
import { own } from "../text.js";

/** @typedef {(string | number)[]} Field */
/** @typedef {{ scored: string[], known: string[], supports: Record<string, any>, sameEvidence: boolean }} Held */

/**
 * @param {Record<string, any>} record a review
 * @param {import("../data.js").CaseData} beside
 * @param {import("../data.js").Data} data
 */
export function* check(record, beside, data) {
  const framework = data.framework;
  if (!accepts(framework, record.framework)) return;
  const kind = beside.case.kind;
  if (framework.indicators.some((/** @type {any} */ indicator) => !indicator.kinds.includes(kind))) {
    yield { code: "review-of-report", field: ["kind"], values: { slug: beside.slug, kind } };
    return;
  }
  const names = framework.indicators.map((/** @type {any} */ indicator) => indicator.id);
  for (const name of names) {
    if (!record.indicators.has(name)) yield { code: "missing-key", field: ["indicators", name], values: { key: name } };
  }
  for (const [name, given] of record.indicators) {
    const here = ["indicators", name];
    if (!names.includes(name)) {
      yield { ...unknown("unknown-indicator", here, name, names), at: "key" };
      continue;
    }
    if (!framework.bars.includes(given.bar)) {
      yield unknown("unknown-bar", [...here, "bar"], given.bar, framework.bars);
    }
    if (record.framework !== null && record.framework !== framework.reference) continue;
    yield* findings(given.findings, framework.indicators[names.indexOf(name)], record.digest, beside, framework);
  }
}

/**
 * Whether a review made under a framework is held to this one.
 * @param {any} framework
 * @param {string | null} reference
 */
function accepts(framework, reference) {
  if (reference === null || reference === framework.reference) return true;
  const at = reference.indexOf("@");
  const [identity, version] = at < 0 ? [reference, ""] : [reference.slice(0, at), reference.slice(at + 1)];
  return identity === framework.id && (framework.accepts.includes(version) || framework.accepts.includes(reference));
}

/**
 * @param {Map<string, any>} given
 * @param {any} indicator
 * @param {string} digest
 * @param {import("../data.js").CaseData} beside
 * @param {any} framework
 */
function* findings(given, indicator, digest, beside, framework) {
  const here = ["indicators", indicator.id, "findings"];
  const scored = indicator.criteria.map((/** @type {any} */ criterion) => criterion.id);
  const known = [...scored, ...indicator.contests.map((/** @type {any} */ contest) => contest.id)];
  const answers = framework.findings.map((/** @type {any} */ finding) => finding.id);
  for (const criterion of scored) {
    if (given.has(criterion)) continue;
    const values = { criterion, indicator: indicator.id };
    yield { code: "missing-criterion", field: [...here, criterion], values };
  }
  for (const [criterion, finding] of given) {
    const place = [...here, criterion];
    if (!known.includes(criterion)) {
      yield { ...unknown("unknown-criterion", place, criterion, known), at: "key" };
    } else if (!answers.includes(finding.finding)) {
      yield unknown("unknown-finding", [...place, "finding"], finding.finding, answers);
    } else if (digest === beside.digest) {
      for (const [index, cited] of finding.cites.entries()) {
        if (beside.evidence.includes(cited)) continue;
        yield unknown("unknown-evidence", [...place, "cites", index], cited, beside.evidence);
      }
      const needs = framework.findings[answers.indexOf(finding.finding)].cites;
      if (scored.includes(criterion) && needs) {
        const supports = own(beside.supports, indicator.id) ? beside.supports[indicator.id][criterion] : null;
        yield* bound(criterion, finding, place, supports, beside.evidence, framework.confirms);
      }
    }
  }
}

/**
 * Whether a finding rests on evidence that can bear it.
 * @param {string} criterion
 * @param {any} finding
 * @param {Field} place
 * @param {{ fully: string[], partly: string[] } | null} support
 * @param {string[]} evidence
 * @param {string} confirms
 */
function* bound(criterion, finding, place, support, evidence, confirms) {
  const values = { criterion, finding: finding.finding };
  const { fully, partly } = support ?? { fully: [], partly: [] };
  const field = [...place, "cites"];
  if (!finding.cites.length) yield { code: "missing-citation", field, values };
  for (const [index, cited] of finding.cites.entries()) {
    if (!evidence.includes(cited) || partly.includes(cited)) continue;
    yield { code: "unsuitable-evidence", field: [...field, index], values: { ...values, id: cited, suitable: listed(partly) } };
  }
  const fitting = finding.cites.filter((/** @type {string} */ cited) => partly.includes(cited));
  const confirmed = fitting.some((/** @type {string} */ cited) => fully.includes(cited));
  if (finding.finding === confirms && fitting.length && !confirmed) {
    yield { code: "evidence-in-part", field, values: { ...values, suitable: listed(fully) } };
  }
}

/** @param {string[]} ids */
const listed = (ids) => ids.join(", ") || "none of this case's items";

/**
 * @param {string} code
 * @param {Field} field
 * @param {string} found
 * @param {string[]} known
 */
function unknown(code, field, found, known) {
  // Only a plain slip: nobody is to be led to a bar that they did not mean.
  return { code, field, values: { found, known: known.join(", "), near: nearest(found, known, 0.7) } };
}
