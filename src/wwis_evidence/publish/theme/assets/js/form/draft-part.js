// @ts-check
// The part of the page that is about the draft: what becomes of it, and saving, loading and deleting it.

import { make } from "../make.js";
import { button } from "./button.js";
import * as drafts from "./draft.js";

/** @typedef {import("./form.js").Form} Form */

/**
 * @param {Form} form
 * @param {HTMLElement} words where it is told what was done
 * @param {{ replaced: (told: string, act: () => void) => void, fill: (draft: drafts.Draft) => void,
 *   safe: () => void }} view what the page does: put something else into the form, and know that all is kept
 */
export function draftPart(form, words, { replaced, fill, safe }) {
  const file = /** @type {HTMLInputElement} */ (make("input", { type: "file", id: "form-load", accept: ".json,application/json" }));
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    const { draft, problem } = drafts.fromText(form, chosen.size > drafts.LARGEST ? "" : await chosen.text());
    file.value = ""; // so that the same file can be chosen again
    if (draft) replaced("The draft from the file is in the form.", () => fill(draft));
    else words.textContent = `The file was not loaded, and the form is as it was. ${problem}`;
  });
  const saveFile = button("Save the draft as a file", async () => {
    const { save } = await import("../download.js");
    const name = ["draft", form.kind, form.slug || form.name].filter(Boolean).join("-");
    save(`${name}.json`, "application/json", drafts.toText(drafts.draftOf(form)));
    safe();
    words.textContent = `Saved as ${name}.json, in the folder for downloads.`;
  });
  const remove = button("Delete the draft", () => {
    replaced("The draft is deleted and the form is empty.", () => form.empty());
    drafts.drop(form);
    safe();
  });
  return make(
    "section",
    { class: "form-draft", "aria-labelledby": "form-draft-title" },
    make("h2", { id: "form-draft-title" }, "Your draft"),
    make(
      "p",
      {},
      "What you write stays in this browser, on this device, until you delete it. Nobody else gets it, but anyone who uses this browser could read it.",
    ),
    make("p", { class: "form-buttons" }, saveFile, remove),
    make("p", { class: "form-load" }, make("label", { for: "form-load" }, "Load a draft from a file"), file),
    words,
  );
}
