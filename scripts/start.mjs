import "./setup/node-version.mjs";
import { obeySignals, run, stopStatus } from "./setup/child.mjs";
import { pinnedNode, root } from "./setup/install.mjs";
import { bundle, prepare } from "./setup/prepare.mjs";

obeySignals();
await prepare();
const main = [bundle, "--role", "all", ...process.argv.slice(2)];
const code = await run(pinnedNode, main, {
  cwd: root,
  ipc: true,
  stopWithinMs: 40_000,
  env: { NODE_ENV: "production" },
});
process.exit(stopStatus() && code === 0 ? 0 : (code ?? 1));
