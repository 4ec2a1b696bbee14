// @ts-check
// Opens the search: by its button or by the key "/". All the rest of it is loaded only then.

/** @param {string} words to search for at once */
async function open(words = "") {
  const { openSearch } = await import("./search-dialog.js");
  openSearch(words);
}

document.querySelector(".search-open")?.addEventListener("click", () => open());
for (const link of document.querySelectorAll("[data-open-search]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault(); // without scripts it leads to the library's list
    open();
  });
}
document.addEventListener("open-search", (event) => open(/** @type {CustomEvent} */ (event).detail));
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = /** @type {Element} */ (event.target);
  if (target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog")) return;
  // A key alone can be pressed by accident or by speech software: the dialog has a switch for it.
  if (localStorage.getItem("wwis-search-key") === "off") return;
  event.preventDefault();
  open();
});
