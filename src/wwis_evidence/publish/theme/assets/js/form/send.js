// @ts-check
// Ways in which a file reaches the library: addresses of web editors and of letters. Nothing is sent from here.

/** The branch that is proposed to, as on the items' own pages. */
const BRANCH = "main";
/** Characters of an address that every server and mail program takes. */
export const LONGEST_ADDRESS = 6000;

/**
 * The web editor of a repository, open for a new file.
 * @param {string} repository address of the repository
 * @param {string} path the file's path in it
 * @param {string} text what the file holds
 * @returns {{ name: string, address: string, isFilled: boolean } | null} null where no editor is known;
 *   isFilled says whether the text is in the address, or must be pasted
 */
export function editor(repository, path, text) {
  if (!URL.canParse(repository)) return null;
  const url = new URL(repository);
  const home = `${url.origin}${url.pathname.replace(/\/+$/, "").replace(/\.git$/, "")}`;
  const isHub = url.hostname === "github.com";
  const isLab = url.hostname === "gitlab.com" || url.hostname.startsWith("gitlab.");
  if (url.protocol !== "https:" || !(isHub || isLab)) return null;
  const empty = isHub
    ? `${home}/new/${BRANCH}?filename=${encodeURIComponent(path)}`
    : `${home}/-/new/${BRANCH}?file_name=${encodeURIComponent(path)}`;
  const filled = `${empty}&${isHub ? "value" : "content"}=${encodeURIComponent(text)}`;
  const isFilled = filled.length <= LONGEST_ADDRESS;
  return { name: isHub ? "GitHub" : "GitLab", address: isFilled ? filled : empty, isFilled };
}

/**
 * How to reach the library: an address for letters, one of a page, or words.
 * @param {string} contact
 * @returns {"letter" | "page" | "words" | ""}
 */
export function sortOfContact(contact) {
  if (!contact) return "";
  if (contact.includes("@") && !/\s/.test(contact)) return "letter";
  return contact.startsWith("https://") && !/\s/.test(contact) ? "page" : "words";
}

/**
 * A letter to the library that says what to attach. What the file holds is never in it.
 * @param {string} contact
 * @param {string} subject
 * @param {string} name the file's name
 * @param {string} about what it is, in a few words
 */
export function letter(contact, subject, name, about) {
  const lines = [
    "Hello,",
    "",
    `I am sending you ${about}. The file ${name} is attached.`,
    "",
    "(Please attach the file that you downloaded from the form before you send this.)",
  ];
  const parts = [`subject=${encodeURIComponent(subject)}`, `body=${encodeURIComponent(lines.join("\r\n"))}`];
  return `mailto:${encodeURIComponent(contact).replaceAll("%40", "@")}?${parts.join("&")}`;
}
