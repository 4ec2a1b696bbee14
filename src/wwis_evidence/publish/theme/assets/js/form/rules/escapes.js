// @ts-check
// Mirrors checks/rules/_escapes.py: a file's text with the escapes of double-quoted YAML undone, and where
// each piece of it was written.

import { finds, search } from "../pattern.js";
import { firstNot, own } from "../text.js";
import { standIn } from "./personal.js";

/**
 * A file's text as it is meant; null where that is the same for whoever looks for personal data.
 * @param {string} written
 * @param {Record<string, any>} rules
 */
export function unescaped(written, rules) {
  return written.includes("\\") && search(rules.escapes.HIDING, written) ? new Unescaped(written, rules.escapes) : null;
}

class Unescaped {
  /**
   * @param {string} written
   * @param {Record<string, any>} rules
   */
  constructor(written, rules) {
    const pieces = [];
    this.meant = [0];
    this.written = [0];
    let [done, at] = [0, 0];
    for (const escape of finds(rules.ESCAPE, written)) {
      const before = written.slice(done, escape.index);
      const character = characterOf(escape, rules);
      pieces.push(before, character);
      done = escape.index + escape[0].length;
      this.meant.push(at + before.length, at + before.length + character.length);
      this.written.push(escape.index, done);
      at += before.length + character.length;
    }
    this.text = [...pieces, written.slice(done)].join("");
  }

  /**
   * Where a piece of the text as it is meant was written.
   * @param {number} start
   * @param {number} end
   * @returns {[number, number]}
   */
  span(start, end) {
    const mark = firstNot(this.meant, (place) => place < end);
    return [this.place(start), this.meant[mark] === end ? this.written[mark] : this.place(end)];
  }

  /** @param {number} meant */
  place(meant) {
    const mark = firstNot(this.meant, (place) => place <= meant) - 1;
    return this.written[mark] + meant - this.meant[mark];
  }
}

/**
 * @param {RegExpExecArray} escape
 * @param {Record<string, any>} rules
 */
function characterOf(escape, rules) {
  const number = escape[1] || escape[2] || escape[3];
  if (number) {
    const code = parseInt(number, 16);
    return code <= rules.HIGHEST ? standIn(String.fromCodePoint(code)) : "\ufffd";
  }
  if (!escape[4]) return "";
  return own(rules.BY_LETTER, escape[4]) ? rules.BY_LETTER[escape[4]] : escape[4];
}
