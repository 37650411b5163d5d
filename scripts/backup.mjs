import "./setup/node-version.mjs";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { obeySignals, run, stopStatus } from "./setup/child.mjs";
import { pinnedNode, root } from "./setup/install.mjs";
import { bundle, prepare } from "./setup/prepare.mjs";

const [folder, ...rest] = process.argv.slice(2);
if (!folder || folder.startsWith("-") || rest.length > 0) {
  process.stderr.write("Usage: npm run backup -- <new folder>\n");
  process.exit(2);
}
obeySignals();
if (!existsSync(bundle)) await prepare(); // never under a platform that runs: it works from these files
const args = ["--enable-source-maps", bundle, "--role", "backup", "--folder", resolve(folder)];
const code = await run(pinnedNode, args, { cwd: root, env: { NODE_ENV: "production" } });
process.exit(stopStatus() || (code ?? 1));
