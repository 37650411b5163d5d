import { join } from "node:path";
import { hashOfInputs, isBuilt } from "./build-inputs.mjs";
import { run, stopStatus } from "./child.mjs";
import { ensureInstalled, pinnedNode, root } from "./install.mjs";
import { takeLock } from "./lock.mjs";
import { preparing, sayWhoPrepares } from "./on-pinned-node.mjs";

/** Dependency-free: any Node of the last years prepares what is missing, then the packaged Node runs the platform. */
export async function prepare() {
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

/** The bundle that holds every role. */
export const bundle = join(root, ".build", "server", "main.mjs");
