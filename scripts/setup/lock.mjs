import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startOf } from "./process-stamp.mjs";

const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
};

function holderOf(text) {
  const [pid, started] = text.split("\n");
  return startOf(Number(pid)) === started ? Number(pid) : null;
}

/** True when this process now holds the lock. The file appears whole or not at all. */
function claim(path) {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, `${process.pid}\n${startOf(process.pid)}\n`);
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Moves a dead holder's file away. Whoever meanwhile took the lock over gets it back. */
function clear(path, stale) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== stale) linkSync(aside, path);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

const helperOf = (path) => `${path}.helper`;

/** A killed holder leaves npm or the compiler running; two of them in one folder would spoil it. */
async function endHelper(path) {
  const [pid, started] = (read(helperOf(path)) ?? "").split("\n");
  const isAlive = () => pid !== "" && startOf(Number(pid)) === started;
  while (isAlive()) {
    process.kill(-Number(pid), "SIGKILL");
    await sleep(50);
  }
  rmSync(helperOf(path), { force: true });
}

/** Waits for the lock, calls `onWait(pid)` once if somebody holds it, and returns how to name a helper process and how to let go. */
export async function takeLock(path, onWait = () => {}) {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!claim(path)) {
    const text = read(path);
    if (text === null) continue;
    const pid = holderOf(text);
    if (pid === null) {
      clear(path, text);
      continue;
    }
    if (!told) onWait(pid);
    told = true;
    await sleep(300);
  }
  await endHelper(path);
  return {
    helper: (pid) => writeFileSync(helperOf(path), `${pid}\n${startOf(pid)}`),
    release() {
      rmSync(helperOf(path), { force: true });
      rmSync(path, { force: true });
    },
  };
}
