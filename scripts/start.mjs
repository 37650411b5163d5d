import "./setup/node-version.mjs";
import { join } from "node:path";
import { hashOfInputs, isBuilt } from "./setup/build-inputs.mjs";
import { obeySignals, run, stopStatus } from "./setup/child.mjs";
import { ensureInstalled, pinnedNode, root } from "./setup/install.mjs";
import { takeLock } from "./setup/lock.mjs";
import { preparing, sayWhoPrepares } from "./setup/on-pinned-node.mjs";

/** Dependency-free: any Node of the last years prepares what is missing, then the packaged Node runs the platform. */
async function prepare() {
  const lock = await takeLock(preparing, sayWhoPrepares);
  process.once("exit", lock.release);
  await ensureInstalled(lock.helper);
  if (!isBuilt(root, hashOfInputs(root))) {
    const code = await run(pinnedNode, [join(root, "scripts", "build", "run.mjs")], {
      cwd: root,
      onStart: lock.helper,
    });
    if (stopStatus()) {
      process.stderr.write("Interrupted. Run the same command again to continue.\n");
      process.exit(stopStatus());
    }
    if (code !== 0) {
      process.stderr.write(`The build failed (exit ${code}); its messages are above.\n`);
      process.exit(code);
    }
  }
  process.off("exit", lock.release);
  lock.release();
}

obeySignals();
await prepare();
const main = [join(root, ".build", "server", "main.mjs"), "--role", "all", ...process.argv.slice(2)];
const code = await run(pinnedNode, main, {
  cwd: root,
  ipc: true,
  stopWithinMs: 40_000,
  env: { NODE_ENV: "production" },
});
process.exit(stopStatus() && code === 0 ? 0 : (code ?? 1));
