import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { run, stopStatus } from "./child.mjs";

const seconds = (since) => ((Date.now() - since) / 1000).toFixed(0);
const say = (line) => process.stdout.write(`${line}\n`);

export const root = join(import.meta.dirname, "..", "..");
export const pinnedNode = join(root, "node_modules", ".bin", "node");

const stamp = join(root, "node_modules", ".install-stamp");
const wanted = () =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .update(`${platform()}-${arch()}`)
    .digest("hex");

const packagesOf = (path) => JSON.parse(readFileSync(join(root, path), "utf8")).packages;

/** True after an `npm install` by hand as well: npm's own list in node_modules says the same as the lock file. */
function npmAgrees() {
  const record = join("node_modules", ".package-lock.json");
  if (!existsSync(join(root, record))) return false;
  const there = packagesOf(record);
  return Object.entries(packagesOf("package-lock.json")).every(
    ([path, { version, optional }]) => path === "" || (there[path] ? there[path].version === version : optional),
  );
}

function isInstalled(lock) {
  if (!existsSync(pinnedNode) || !existsSync(stamp)) return false;
  return readFileSync(stamp, "utf8") === lock || npmAgrees();
}

function leave(message, code) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

/** `npm ci` when the lock file or the machine changed. The stamp is written last and dies with node_modules. */
export async function ensureInstalled(onStart) {
  const lock = wanted();
  if (isInstalled(lock)) return;
  const started = Date.now();
  say("Installing packages (a minute or two the first time) …");
  rmSync(stamp, { force: true });
  const tick = setInterval(() => say(`  … ${seconds(started)} s`), 10_000);
  const npm = process.env.npm_execpath; // set under npm; otherwise npm is looked up in PATH
  const args = ["ci", "--include=dev", "--loglevel=error", "--no-audit", "--no-fund", "--no-update-notifier"];
  const command = npm ? [process.execPath, [npm, ...args]] : ["npm", args];
  const code = await run(...command, { cwd: root, onStart }).catch((error) =>
    leave(`npm could not be started: ${error.message}`, 1),
  );
  clearInterval(tick);
  if (stopStatus()) leave("Interrupted. Run the same command again to continue.", stopStatus());
  if (code !== 0) leave(`npm ci failed (exit ${code}). Check the network, then run the same command again.`, code);
  if (!existsSync(pinnedNode)) leave(`There is no packaged Node for ${platform()}-${arch()}.`, 1);
  writeFileSync(stamp, lock);
  say(`Packages installed in ${seconds(started)} s.`);
}
