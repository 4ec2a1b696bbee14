// Elements made by scripts. Whatever somebody wrote reaches the page as text only.

/** Make an element; children are elements or text. */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** A file's own words, kept apart so that their direction of writing cannot change what stands around them. */
export function own(text) {
  return make("bdi", {}, text);
}
