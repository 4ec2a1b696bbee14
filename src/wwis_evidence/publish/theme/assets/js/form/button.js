// @ts-check
// Buttons of the forms.

import { make } from "../make.js";

/**
 * @param {string} words
 * @param {() => void} act
 * @param {{ isMain?: boolean, about?: string }} [more] about: what it is about, for those who do not see it
 */
export function button(words, act, { isMain = false, about = "" } = {}) {
  const made = make("button", { type: "button", class: isMain ? "form-button form-main" : "form-button" }, words);
  if (about) made.append(make("span", { class: "out-of-sight" }, ` ${about}`));
  made.addEventListener("click", act);
  return made;
}
