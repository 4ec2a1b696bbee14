// Is the HTML of every page valid, and is the site quick and accessible on a phone? `make audit` asks.
// node audit.mjs REPORT SITE [OTHER-SITE…]: Lighthouse looks at the first site, the validator at all of them.
import { createReadStream } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { createGzip } from "node:zlib";
import { launch } from "chrome-launcher";
import { HtmlValidate } from "html-validate";
import lighthouse from "lighthouse";

const [report, ...sites] = process.argv.slice(2);
const AIMS = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const CONFIG = {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
  rules: {
    "require-sri": "off", // every file is the site's own
    "wcag/h32": "off", // no form is ever sent (the policy forbids it): each choice works at once
    "prefer-native-element": ["error", { exclude: ["region"] }], // tables that scroll are named regions
  },
};
const MOST_BYTES = 150_000; // of a first view, compressed
const MOST_SHIFT = 0.02; // of what moves while loading
const PAGES = [
  ["Home", ""],
  ["Library", "library/"],
  ["An item", "library/gateshead-annual-health-checks/"],
  ["The form for a case study", "add-or-review/case-study/"],
];
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".xml": "application/xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};
// The theme's own hidden switches, which stand outside all that we can replace.
const THEMES_OWN = {
  "input-missing-label": /^#__(drawer|search)$/,
  "valid-autocomplete": /^#__(drawer|search)$/,
};
const RUNS = 3; // the middle one counts: a busy computer makes any page slow
const PACKED = new Set([".png", ".woff2"]);

async function pagesBelow(folder) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (entry.name.endsWith(".html")) found.push(join(entry.parentPath ?? entry.path, entry.name));
  return found.sort();
}

async function validated(folders) {
  const validator = new HtmlValidate(CONFIG);
  const faults = [];
  let count = 0;
  for (const folder of folders)
    for (const page of await pagesBelow(folder)) {
      count += 1;
      const { results } = await validator.validateString(await readFile(page, "utf8"));
      for (const { messages } of results)
        for (const fault of messages)
          if (!THEMES_OWN[fault.ruleId]?.test(fault.selector))
            faults.push(`${page}:${fault.line}:${fault.column} ${fault.ruleId}: ${fault.message} (${fault.selector})`);
    }
  return { count, faults };
}

// Serves a site as hosts do: text compressed.
function served(folder) {
  const server = createServer(async (request, response) => {
    let path = join(folder, decodeURIComponent(new URL(request.url, "http://site").pathname));
    try {
      if ((await stat(path)).isDirectory()) path = join(path, "index.html");
      await stat(path);
    } catch {
      response.writeHead(404).end();
      return;
    }
    const type = extname(path);
    const head = { "content-type": TYPES[type] ?? "application/octet-stream", "cache-control": "max-age=3600" };
    if (PACKED.has(type)) {
      response.writeHead(200, head);
      createReadStream(path).pipe(response);
    } else {
      response.writeHead(200, { ...head, "content-encoding": "gzip" });
      createReadStream(path).pipe(createGzip()).pipe(response);
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

async function measured(folder) {
  const server = await served(folder);
  const browser = await launch({ chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
  const rows = [];
  try {
    for (const [name, path] of PAGES) {
      const address = `http://127.0.0.1:${server.address().port}/${path}`;
      const runs = [];
      for (let run = 0; run < RUNS; run += 1)
        runs.push((await lighthouse(address, { port: browser.port, logLevel: "error" })).lhr);
      runs.sort((one, other) => one.categories.performance.score - other.categories.performance.score);
      const lhr = runs[Math.floor(RUNS / 2)];
      const audits = Object.values(lhr.audits);
      rows.push({
        name,
        scores: Object.fromEntries(
          Object.keys(AIMS).map((key) => [key, Math.round(lhr.categories[key].score * 100)]),
        ),
        bytes: lhr.audits["total-byte-weight"].numericValue,
        shift: lhr.audits["cumulative-layout-shift"].numericValue,
        failed: audits.filter((a) => a.score !== null && a.score < 0.9 && a.scoreDisplayMode !== "informative"),
        version: lhr.lighthouseVersion,
      });
    }
  } finally {
    browser.kill();
    server.close();
  }
  return rows;
}

function table(rows, { count, faults }) {
  const lines = rows.map(
    ({ name, scores, bytes, shift }) =>
      `| ${name} | ${Object.values(scores).join(" | ")} | ${Math.round(bytes / 1000)} kB | ${shift.toFixed(3)} |`,
  );
  return [
    "# What `make audit` found",
    "",
    "Written by `make audit`, which fails where an aim is missed.",
    "",
    `**HTML:** ${count} pages of this library and of the worked example, ${faults.length} faults (html-validate).`,
    "",
    `**Lighthouse ${rows[0].version}**, as on a phone with a slow connection (the middle one of ${RUNS} runs):`,
    "",
    "| page | performance | accessibility | best practices | SEO | first view, compressed | what moves (CLS) |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...lines,
    `| aim | ${Object.values(AIMS).join(" | ")} | below ${MOST_BYTES / 1000} kB | below ${MOST_SHIFT} |`,
    "",
  ].join("\n");
}

const html = await validated(sites);
const rows = await measured(sites[0]);
await writeFile(report, table(rows, html));
console.log(table(rows, html));
html.faults.slice(0, 100).forEach((fault) => console.error(fault));
let missed = html.faults.length > 0;
for (const { name, scores, bytes, shift, failed } of rows) {
  const below = Object.keys(AIMS).filter((key) => scores[key] < AIMS[key]);
  if (below.length || bytes >= MOST_BYTES || shift >= MOST_SHIFT) {
    missed = true;
    console.error(`${name}: below the aim in ${below.join(", ") || "size or movement"}`);
    for (const audit of failed) console.error(`  ${audit.id}: ${audit.title} ${audit.displayValue ?? ""}`);
  }
}
process.exit(missed ? 1 : 0);
