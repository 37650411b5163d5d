import "./setup/node-version.mjs";
import { existsSync } from "node:fs";
import { obeySignals, run, stopStatus } from "./setup/child.mjs";
import { pinnedNode, root } from "./setup/install.mjs";
import { bundle, prepare } from "./setup/prepare.mjs";

obeySignals();
if (!existsSync(bundle)) await prepare(); // never under a platform that runs: it works from these files
const args = ["--enable-source-maps", bundle, "--role", "verify-audit"];
const code = await run(pinnedNode, args, { cwd: root, env: { NODE_ENV: "production" } });
process.exit(stopStatus() || (code ?? 1));
