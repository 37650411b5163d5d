import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, glob, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const SOURCE = join(import.meta.dirname, "..");
const CACHE = join(SOURCE, "../../.cache/runtimes");

interface PackInstall {
  readonly files: readonly string[];
  readonly argv: readonly [string, ...string[]];
  readonly prune: Readonly<Record<string, readonly string[]>>;
}

/** Installs the pack the way the platform does, once per lock file, and returns its folder with today's programs in it. */
export async function installedPack(): Promise<string> {
  const { install }: { install: PackInstall } = JSON.parse(await readFile(join(SOURCE, "pack.json"), "utf8"));
  const key = createHash("sha256")
    .update(await readFile(join(SOURCE, "package-lock.json")))
    .update(JSON.stringify(install))
    .digest("hex");
  const folder = join(CACHE, `llama-cpp-${key.slice(0, 12)}`);
  if (!(await stat(join(folder, "installed")).catch(() => null))) await installInto(folder, install);
  await copyFiles(install, folder);
  return folder;
}

async function installInto(folder: string, install: PackInstall): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  await copyFiles(install, draft);
  const [program, ...args] = install.argv;
  await promisify(execFile)(program, args, { cwd: draft });
  for (const path of install.prune[`${platform()}-${arch()}`] ?? []) await rm(join(draft, path), { recursive: true });
  await writeFile(join(draft, "installed"), "");
  await rename(draft, folder).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    await rm(draft, { recursive: true }); // another test file was faster, and works with its own
  });
}

async function copyFiles(install: PackInstall, folder: string): Promise<void> {
  for (const pattern of install.files) {
    for await (const file of glob(pattern, { cwd: SOURCE })) await cp(join(SOURCE, file), join(folder, file));
  }
}
