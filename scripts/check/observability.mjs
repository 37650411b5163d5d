import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadTypescript } from "../build/bundle.mjs";
import { root } from "../setup/install.mjs";

/** Dashboards and alerts are made from `observability/*.ts`; `--write` brings what is committed up to date. */
const { files } = await loadTypescript("observability/files.ts");
const old = [];
for (const [path, text] of files()) {
  const file = join(root, "observability", path);
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  old.push(path);
  if (!process.argv.includes("--write")) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const isCurrent = old.length === 0 || process.argv.includes("--write");
process.stdout.write(`observability: ${files().size} files${isCurrent ? "" : `, old: ${old.join(", ")}`}\n`);
if (!isCurrent) process.stdout.write("Run `npm run observability` and commit what it writes.\n");
process.exitCode = isCurrent ? 0 : 1;
