import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { loadTypescript } from "../build/bundle.mjs";
import { root } from "../setup/install.mjs";

/** The configuration table of the operations guide is made from `server/env.ts`; `--write` brings it up to date. */
const guide = join(root, "docs", "operations.md");
const [START, END] = ["<!-- configuration: made by npm run docs -->\n", "<!-- end of configuration -->\n"];

function defaultOf(schema) {
  if (schema instanceof z.ZodPipe) return defaultOf(schema.in);
  return schema instanceof z.ZodDefault ? schema.def.defaultValue : undefined;
}

function table(shape) {
  const rows = Object.entries(shape).map(([name, schema]) => {
    const value = defaultOf(schema);
    const fallback = value === undefined || value === "" ? "" : `\`${value}\``;
    return [`\`${name}\``, fallback, schema.description.replaceAll("|", "\\|")];
  });
  const all = [["Variable", "Default", "Meaning"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |\n`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  const [head, ...body] = all.map(line);
  return `\n${head}${rule}${body.join("")}\n`;
}

const { Env } = await loadTypescript("server/env.ts");
const text = readFileSync(guide, "utf8");
const [before, , after] = text.split(new RegExp(`${START}|${END}`));
const wanted = `${before}${START}${table(Env.shape)}${END}${after}`;
if (process.argv.includes("--write")) writeFileSync(guide, wanted);
const isCurrent = process.argv.includes("--write") || text === wanted;
process.stdout.write(
  `configuration: ${Object.keys(Env.shape).length} variables${isCurrent ? "" : ", the table is old"}\n`,
);
if (!isCurrent) process.stdout.write("Run `npm run docs` and commit what it writes.\n");
process.exitCode = isCurrent ? 0 : 1;
