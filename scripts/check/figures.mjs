import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/install.mjs";

const CODE = /\.(ts|tsx|mjs|cjs|py|css)$/;
const OURS = /^(app|bench|components|db|e2e|k8s|runtimes|scripts|sdk|server)\/|^[^/]+$/;
const SUPPRESSION = /biome-ignore|@ts-(?:ignore|expect-error|nocheck)|eslint-disable|jscpd:ignore|knip-ignore/g;
const CAST = /\bas unknown as\b|\bas any\b|\bas never\b/g;

const count = (text, pattern) => text.match(pattern)?.length ?? 0;

/** Size and exceptions of what people wrote: untracked files count, generated ones do not. */
export function figures() {
  const names = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  const files = names
    .split("\n")
    .filter((name) => CODE.test(name) && OURS.test(name) && !name.startsWith("db/migrations/"))
    .filter((name) => existsSync(join(root, name)))
    .map((name) => {
      const text = readFileSync(join(root, name), "utf8");
      const isThisFile = name === "scripts/check/figures.mjs";
      return {
        name,
        lines: text.split("\n").length - 1,
        suppressions: isThisFile ? 0 : count(text, SUPPRESSION),
        casts: isThisFile ? 0 : count(text, CAST),
      };
    })
    .sort((a, b) => b.lines - a.lines);
  const sum = (key) => files.reduce((total, file) => total + file[key], 0);
  return {
    files: files.length,
    lines: sum("lines"),
    longest: files[0],
    median: files[Math.floor(files.length / 2)]?.lines ?? 0,
    suppressions: sum("suppressions"),
    casts: sum("casts"),
  };
}
