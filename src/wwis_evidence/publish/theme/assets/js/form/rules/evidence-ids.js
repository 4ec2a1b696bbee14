// @ts-check
// Mirrors checks/rules/evidence_ids.py: `duplicate-id`.

/** @param {Record<string, any>} record a case study */
export function* check(record) {
  const seen = new Set();
  for (const name of ["evaluation", "replication", "impact"]) {
    for (const [index, item] of record[name].entries()) {
      if (seen.has(item.id)) {
        const values = { id: item.id, where: "evaluation, replication and impact" };
        yield { code: "duplicate-id", field: [name, index, "id"], values };
      }
      seen.add(item.id);
    }
  }
}
