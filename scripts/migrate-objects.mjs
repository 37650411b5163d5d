import "./setup/node-version.mjs";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { obeySignals, run, stopStatus } from "./setup/child.mjs";
import { pinnedNode, root } from "./setup/install.mjs";
import { bundle, prepare } from "./setup/prepare.mjs";

const { values } = parseArgs({ options: { to: { type: "string" } } });
if (values.to !== "s3" && values.to !== "filesystem") {
  process.stderr.write("Usage: npm run migrate-objects -- --to s3|filesystem\n");
  process.exit(2);
}
obeySignals();
if (!existsSync(bundle)) await prepare(); // never under a platform that runs: it works from these files
const args = ["--enable-source-maps", bundle, "--role", "migrate-objects", "--to", values.to];
const code = await run(pinnedNode, args, { cwd: root, env: { NODE_ENV: "production" } });
process.exit(stopStatus() || (code ?? 1));
