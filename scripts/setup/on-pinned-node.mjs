import { join } from "node:path";
import { obeySignals, run, stopStatus } from "./child.mjs";
import { ensureInstalled, pinnedNode, root } from "./install.mjs";
import { takeLock } from "./lock.mjs";

export const preparing = join(root, ".build", "prepare.lock");
export const sayWhoPrepares = (pid) =>
  process.stdout.write(`Process ${pid} is preparing this folder; waiting for it …\n`);

/** Installs what is missing and runs one of our scripts on the packaged Node; `isExclusive` keeps others waiting meanwhile. */
export async function onPinnedNode(script, { isExclusive = false, ...options } = {}) {
  obeySignals();
  const lock = await takeLock(preparing, sayWhoPrepares);
  process.once("exit", lock.release);
  await ensureInstalled(lock.helper);
  if (!isExclusive) {
    process.off("exit", lock.release);
    lock.release();
  }
  const env = { PATH: `${join(root, "node_modules", ".bin")}:${process.env.PATH ?? ""}` };
  const onStart = isExclusive ? lock.helper : undefined;
  const args = [join(root, "scripts", script), ...process.argv.slice(2)];
  const code = await run(pinnedNode, args, { cwd: root, env, onStart, ...options });
  process.exit(stopStatus() || (code ?? 1));
}
