import "./setup/node-version.mjs";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup/install.mjs";
import { onPinnedNode } from "./setup/on-pinned-node.mjs";

const [name] = process.argv.slice(2);
const folder = join(root, "bench");
const names = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => file.replace(/\.ts$/, ""))
  : [];
if (!names.includes(name)) {
  process.stderr.write(`Which benchmark? npm run bench -- <name>; there are: ${names.join(", ") || "none"}\n`);
  process.exit(2);
}
await onPinnedNode("build/run-bench.mjs");
