import "./setup/node-version.mjs";
import { resolve } from "node:path";
import { obeySignals, run, stopStatus } from "./setup/child.mjs";
import { pinnedNode, root } from "./setup/install.mjs";
import { bundle, prepare } from "./setup/prepare.mjs";

const [folder, ...rest] = process.argv.slice(2);
if (!folder || folder.startsWith("-") || rest.some((word) => word !== "--new-secret")) {
  process.stderr.write("Usage: npm run restore -- <folder of a backup> [--new-secret]\n");
  process.exit(2);
}
obeySignals();
await prepare();
const args = ["--enable-source-maps", bundle, "--role", "restore", "--folder", resolve(folder), ...rest];
const code = await run(pinnedNode, args, { cwd: root, env: { NODE_ENV: "production" } });
process.exit(stopStatus() || (code ?? 1));
