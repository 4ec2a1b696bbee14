// @ts-check
// The last step: what is still to mend, the file, and how it reaches the library.

import { make } from "../make.js";
import { button } from "./button.js";
import { save } from "../download.js";
import { counted, listed } from "./findings.js";
import { shortName } from "./record.js";
import { editor, letter, sortOfContact } from "./send.js";
import { option } from "./widgets.js";

/** @typedef {import("./form.js").Form} Form */

/** What the last step shows. @param {Form} form @returns {HTMLElement[]} */
export function result(form) {
  if (form.isUnchecked) {
    const words = "The checks could not be made. That is a fault of this form and not of yours. Save the draft as a file, below, and send it to the library.";
    return [make("p", { class: "notice", role: "alert" }, words)];
  }
  const errors = form.findings.filter((one) => one.severity === "error");
  const warnings = form.findings.filter((one) => one.severity === "warning");
  const parts = [];
  if (errors.length) parts.push(problems(form, errors));
  if (warnings.length) parts.push(advice(form, warnings));
  const unfilled = form.unfilled();
  if (unfilled.length) parts.push(stillOpen(form, unfilled));
  if (errors.length || unfilled.length) {
    parts.push(
      make("p", {}, "When these are mended, the file appears here. You need not do it all today: ", "your draft stays in this browser, and you can save it as a file."),
    );
    return parts;
  }
  if (!warnings.length) parts.push(make("p", { class: "form-fine" }, "Nothing has to be mended."));
  const place = make("div", {});
  const draw = () => place.replaceChildren(...file(form, draw));
  draw();
  return [...parts, place];
}

/** @param {Form} form @param {import("./check.js").Finding[]} errors */
function problems(form, errors) {
  const heading = make("h3", {}, `There ${errors.length === 1 ? "is" : "are"} ${counted(errors.length, "thing", "things")} to mend`);
  return make("div", { class: "form-summary", id: "form-summary", tabindex: "-1" }, heading, listed(form, errors));
}

/** What is not filled in yet: the check looks at some things only when others are right. @param {Form} form @param {import("./record.js").Path[]} paths */
function stillOpen(form, paths) {
  const list = make("ul", {});
  for (const path of paths) {
    const step = form.stepOf(path);
    const link = make("a", { href: `#${step?.id ?? ""}` }, form.titleOf(path));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      form.open(step?.id, { code: "", severity: "error", field: path.join("."), message: "", hint: "" });
    });
    list.append(make("li", {}, link));
  }
  return make("div", { class: "form-advice" }, make("h3", {}, "Still to fill in"), list);
}

/** @param {Form} form @param {import("./check.js").Finding[]} warnings */
function advice(form, warnings) {
  const heading = make("h3", {}, `${counted(warnings.length, "thing", "things")} to look at again`);
  const words = make("p", {}, "These do not stop you. Somebody who reads the file will ask about them.");
  return make("div", { class: "form-advice" }, heading, words, listed(form, warnings));
}

/** The file and the ways to send it. @param {Form} form @param {() => void} draw draw all this anew */
function file(form, draw) {
  const parts = [make("h3", {}, "Your file"), ...named(form, draw)];
  const path = form.path();
  if (!path) return parts;
  const name = path.split("/").pop() ?? "";
  const text = form.checker.layout(form.tidy(), form.kind);
  const shown = make("pre", { class: "form-file", tabindex: "0", role: "region", "aria-label": `What ${name} holds` }, text);
  const tell = make("p", { class: "form-status", role: "status" });
  const say = (/** @type {string} */ words) => (tell.textContent = words);
  const copy = async () => {
    const isCopied = await copied(text);
    if (!isCopied) select(shown);
    say(isCopied ? "Copied." : "This browser does not let the page copy. The text is selected: press Ctrl and C.");
    return isCopied;
  };
  const download = () => {
    save(name, "application/yaml", text);
    say(`Saved as ${name}, in the folder for downloads.`);
  };
  parts.push(
    make("p", {}, "This is the whole of it, in the layout that the library keeps. It is still only in your browser."),
    shown,
    make("p", { class: "form-buttons" }, button(`Download ${name}`, download, { isMain: true }), button("Copy the text", copy)),
    tell,
    make("h3", {}, "Send it"),
    ...age(form, path, name, text, copy),
  );
  return parts;
}

/** The file's name, as far as somebody has to choose it. @param {Form} form @param {() => void} draw */
function named(form, draw) {
  if (form.beside) return later(form, draw);
  const input = make("input", { type: "text", id: "form-name", autocomplete: "off", "aria-describedby": "form-name-hint form-name-told" });
  input.value = form.slugNow();
  const told = make("div", { class: "form-told", id: "form-name-told" });
  input.addEventListener("change", () => {
    form.name = shortName(input.value, 80);
    form.changed([]);
    draw();
    document.getElementById("form-name")?.focus();
  });
  if (!form.path()) told.append(make("p", { class: "form-error" }, make("strong", {}, "To mend: "), "The name needs 3 to 80 small letters, digits and hyphens."));
  return [
    make(
      "div",
      { class: "form-field" },
      make("label", { for: "form-name" }, "Short name"),
      make("p", { class: "hint", id: "form-name-hint" }, "It becomes the file’s name and the page’s address. Small letters, digits and hyphens: early-talk."),
      told,
      input,
    ),
  ];
}

/** Whether this is a reviewer's first review of the case. @param {Form} form @param {() => void} draw */
function later(form, draw) {
  const options = [
    ["", "No, this is my first"],
    ["2", "Yes, and I am reviewing it again"],
  ].map(([value, words]) => {
    const input = make("input", { type: "radio", name: "form-later", value });
    input.checked = form.name === value;
    input.addEventListener("change", () => {
      form.name = value;
      form.changed([]);
      draw();
      /** @type {HTMLElement | null} */ (document.querySelector(`[name=form-later][value="${value}"]`))?.focus();
    });
    return option(input, words, value ? "A later review is a file of its own. If you have sent more than one before, the maintainer gives it the next number." : "");
  });
  const legend = make("legend", {}, "Have you sent a review of this case study before?");
  return [make("fieldset", { class: "form-field" }, legend, make("div", { class: "form-options" }, ...options))];
}

/**
 * The ways to send, once it is known whether a public account may be proposed.
 * @param {Form} form @param {string} path @param {string} name @param {string} text @param {() => Promise<boolean>} copy
 */
function age(form, path, name, text, copy) {
  const ways = make("div", { class: "form-ways" });
  const draw = () => {
    const made = [];
    if (form.adult !== null) made.push(byLetter(form, name));
    if (form.adult) made.push(...byEditor(form, path, name, text, copy));
    ways.replaceChildren(...made);
  };
  const options = [
    [true, "18 or over"],
    [false, "Under 18, or I would rather not say"],
  ].map(([value, words]) => {
    const input = make("input", { type: "radio", name: "form-age" });
    input.checked = form.adult === value;
    input.addEventListener("change", () => {
      form.adult = Boolean(value);
      draw();
    });
    return option(input, String(words), "");
  });
  draw();
  const legend = make("legend", {}, "How old are you?");
  const hint = make(
    "p",
    { class: "hint", id: "form-age-hint" },
    "One of the ways shows the name of your account to everyone, for good. We do not ask that of anybody under 18. Your answer is not kept and not sent.",
  );
  return [make("fieldset", { class: "form-field", "aria-describedby": "form-age-hint" }, legend, hint, make("div", { class: "form-options" }, ...options)), ways];
}

/** @param {Form} form @param {string} name */
function byLetter(form, name) {
  const { contact, publisher, repository_url: repository } = form.view.library;
  const part = make("section", { class: "form-way" }, make("h4", {}, "Send the file to the library"));
  const sort = sortOfContact(contact);
  const about = form.beside ? `a review of “${form.caseTold("name") || form.slug}”` : "a case study";
  if (sort === "letter") {
    const address = letter(contact, `${form.beside ? "Review" : "Case study"}: ${name}`, name, about);
    const list = make("ol", {}, make("li", {}, `Download ${name}, with the button above.`));
    list.append(make("li", {}, make("a", { href: address }, `Write to ${contact}`), ` and attach ${name}.`));
    list.append(make("li", {}, "Send it. A maintainer checks it with a program, puts it in its place, and answers you."));
    part.append(list, make("p", { class: "note" }, "If the link opens nothing, write the letter as you always do. The file itself is never put into the link."));
  } else if (sort === "page") {
    part.append(make("p", {}, `Download ${name}. Then reach the library through `, make("a", { href: contact, rel: "noopener" }, contact), " and ask where to send it."));
  } else if (sort === "words") {
    part.append(make("p", {}, `Download ${name}. Then send it: ${contact}.`));
  } else {
    const whose = publisher || "This library";
    const orElse = repository && form.adult ? "You can propose it in the repository, below. Or ask" : "Ask";
    const words = `${whose} has not given an address for letters yet. Download ${name} and keep it.`;
    part.append(make("p", {}, `${words} ${orElse} whoever showed you this site to hand it on: they file it with one command.`));
  }
  if (form.beside) part.append(make("p", { class: "note" }, "Maintainers: wwis-evidence review receive ", name));
  return part;
}

/** @param {Form} form @param {string} path @param {string} name @param {string} text @param {() => Promise<boolean>} copy */
function byEditor(form, path, name, text, copy) {
  const repository = form.view.library.repository_url;
  if (!repository) return [];
  const found = editor(repository, path, text);
  const part = make("section", { class: "form-way" }, make("h4", {}, "Propose it yourself, with an account"));
  part.append(
    make(
      "p",
      { class: "notice" },
      make("strong", {}, "A pull request shows the name of your account to everyone, for good. "),
      form.beside ? "The other reviewers of this case study can open it too. To keep your scores from them, send the file to the library instead." : "If you would rather not have that, send the file to the library instead.",
    ),
  );
  if (!found) {
    part.append(make("p", {}, "Add the file at ", make("code", {}, path), " in ", isWeb(repository) ? make("a", { href: repository, rel: "noopener" }, "the repository") : "the repository", ", and open a pull request."));
    return [part];
  }
  const open = make("a", { class: "form-button", href: found.address, target: "_blank", rel: "noopener" }, `Open as a new file on ${found.name}`);
  open.append(make("span", { class: "out-of-sight" }, " (opens in a new tab)"));
  if (found.isFilled) {
    part.append(make("p", {}, open));
    part.append(make("p", { class: "note" }, `You sign in, look at the file and propose it. Opening it sends what you wrote to ${found.name}. If the editor is empty, copy the text above and paste it.`));
    return [part];
  }
  const told = make("p", { class: "form-status", role: "status" });
  const both = button(`Copy the text and open ${found.name}`, async () => {
    const isCopied = await copy();
    told.textContent = isCopied
      ? `Copied. Paste it into the empty file on ${found.name}.`
      : "The text could not be copied. Copy it above by hand first, then open the empty file with the link.";
    if (isCopied) window.open(found.address, "_blank", "noopener");
  });
  open.firstChild?.replaceWith(`Open the empty file on ${found.name}`);
  part.append(make("p", {}, `Your text is too long to be carried in an address. It is copied, and an empty file named ${name} opens on ${found.name}: paste the text into it.`));
  part.append(make("p", { class: "form-buttons" }, both, open), told);
  return [part];
}

/** @param {string} address */
function isWeb(address) {
  return /^https?:\/\//.test(address);
}

/** @param {string} text */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {Node} node */
function select(node) {
  getSelection()?.selectAllChildren(node);
}
