// @ts-check
export function* binding(record, beside, data) {}
