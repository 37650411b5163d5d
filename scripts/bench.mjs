import "./setup/node-version.mjs";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { obeySignals, run } from "./setup/child.mjs";
import { ensureInstalled, pinnedNode, root } from "./setup/install.mjs";

const [name, ...rest] = process.argv.slice(2);
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
obeySignals();
await ensureInstalled(() => {});
process.exit(await run(pinnedNode, [join(root, "scripts", "build", "run-bench.mjs"), name, ...rest], { cwd: root }));
