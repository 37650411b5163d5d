import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the build reads. Everything else may change without a new build. */
const FOLDERS = ["app", "components", "server", "db", "k8s", "messages", "public", "scripts/build", "scripts/setup"];
const FILES = [
  "package-lock.json",
  "next.config.ts",
  "postcss.config.ts",
  "tsconfig.json",
  "proxy.ts",
  "scripts/build.mjs",
];
const GENERATED = join("public", "vendor");

function* filesUnder(root, path) {
  if (path === GENERATED) return;
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* filesUnder(root, child);
    else if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) yield child;
  }
}

/** By content, so that a checkout which only touches times builds nothing. */
export function hashOfInputs(root) {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`);
  const paths = [
    ...FILES.filter((path) => existsSync(join(root, path))),
    ...FOLDERS.filter((path) => existsSync(join(root, path))).flatMap((path) => [...filesUnder(root, path)]),
  ];
  for (const path of paths) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest("hex");
}

const stampOf = (root) => join(root, ".build", "stamp");

export const isBuilt = (root, inputs) => {
  const stamp = stampOf(root);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === inputs && existsSync(join(root, ".next", "BUILD_ID"));
};

export const recordBuild = (root, inputs) => writeFileSync(stampOf(root), inputs);
