document.documentElement.classList.replace("no-js", "js"); // the theme does so later, and what it shows would jump
// Run before the list is drawn: an address that asks for a part of it must not show the whole first.
if (location.search.length > 1) document.documentElement.classList.add("narrowing");
