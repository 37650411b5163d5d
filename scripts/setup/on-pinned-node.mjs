import { join } from "node:path";
import { obeySignals, run, stopStatus } from "./child.mjs";
import { ensureInstalled, pinnedNode, root } from "./install.mjs";
import { takeLock } from "./lock.mjs";

/** Installs what is missing and runs one of our scripts on the packaged Node, with this process's arguments. */
export async function onPinnedNode(script, options = {}) {
  obeySignals();
  const lock = await takeLock(join(root, ".build", "prepare.lock"));
  process.once("exit", lock.release);
  await ensureInstalled(lock.helper);
  process.off("exit", lock.release);
  lock.release();
  const bin = join(root, "node_modules", ".bin");
  const env = { PATH: `${bin}:${process.env.PATH ?? ""}` };
  const code = await run(pinnedNode, [join(root, "scripts", script), ...process.argv.slice(2)], {
    cwd: root,
    env,
    ...options,
  });
  process.exit(stopStatus() || (code ?? 1));
}
