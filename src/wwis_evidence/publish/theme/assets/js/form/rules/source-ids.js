// @ts-check
// Mirrors checks/rules/source_ids.py: `unknown-source` and `duplicate-id`.

/** @param {Record<string, any>} record a case study */
export function* check(record) {
  /** @type {string[]} */
  const known = [];
  for (const [index, source] of record.sources.entries()) {
    if (known.includes(source.id)) {
      yield { code: "duplicate-id", field: ["sources", index, "id"], values: { id: source.id, where: "sources" } };
    }
    known.push(source.id);
  }
  for (const [field, found] of namedSources(record)) {
    if (known.includes(found)) continue;
    yield { code: "unknown-source", field, values: { found, known: known.join(", ") || "none" } };
  }
}

/**
 * Where a source is named, and which.
 * @param {Record<string, any>} record
 * @returns {Generator<[(string | number)[], string]>}
 */
export function* namedSources(record) {
  /** @type {[string[], any][]} */
  const parts = [
    [["sustained"], record.sustained],
    [["trigger"], record.trigger],
    [["resources"], record.resources],
    [["resources", "money"], record.resources?.money],
  ];
  for (const [field, part] of parts) if (part?.source) yield [[...field, "source"], part.source];
  for (const name of ["evaluation", "replication", "impact"]) {
    for (const [index, item] of record[name].entries()) {
      if (item.source) yield [[name, index, "source"], item.source];
    }
  }
}
