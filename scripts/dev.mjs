import "./setup/node-version.mjs";
import { join } from "node:path";
import { obeySignals, run, stopStatus } from "./setup/child.mjs";
import { ensureInstalled, pinnedNode, root } from "./setup/install.mjs";

/** Like `npm start`, from TypeScript: pages reload by themselves, the server's roles start again after a change. */
obeySignals();
await ensureInstalled(() => {});
const code = await run(pinnedNode, [join(root, "scripts", "build", "watch.mjs")], {
  cwd: root,
  ipc: true,
  stopWithinMs: 40_000,
});
process.exit(stopStatus() ? 0 : (code ?? 1));
