import { randomUUID } from "node:crypto";
import { access, copyFile, glob, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { setInterval as ticks } from "node:timers/promises";
import { DomainError, insideRoot } from "@/server/kernel";
import type { ComputeReason, InstallPhase, PackManifest } from "./contract";
import { sizeOfFolder } from "./folder-size";
import { runProgram } from "./run-program";

/** The last file of an installation: without it the folder does not count. */
export const STAMP = "installed.json";

export interface Installation {
  readonly manifest: PackManifest;
  /** The pack's folder in the checkout. */
  readonly source: string;
  /** Where its versions are kept. */
  readonly versions: string;
  /** Of this process; only what a package manager needs of it is handed on. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (phase: InstallPhase, percent: number) => Promise<void>;
  readonly signal: AbortSignal;
}

const PLATFORM = `${process.platform}-${process.arch}`;
const LOOK_MS = 1_000;

export const isInstallable = ({ platforms }: PackManifest): boolean => platforms?.includes(PLATFORM) ?? true;

/**
 * Makes the installation whole or not at all: it grows in a folder of its own and gets its name at the end. Two at once
 * do no harm; what an interrupted one left is removed by the next. Throws `unavailable` (`install_failed`).
 */
export async function installPack(installation: Installation): Promise<void> {
  const { manifest, versions, onProgress } = installation;
  const partial = join(versions, `.${manifest.version}.${randomUUID()}.partial`);
  await sweepPartials(versions);
  await mkdir(partial, { recursive: true });
  try {
    await onProgress("copying", 0);
    await copyFiles(installation, partial);
    await install(installation, partial);
    await prune(manifest, partial);
    await access(join(partial, manifest.entry));
    const stamp = {
      version: manifest.version,
      sizeBytes: await sizeOfFolder(partial),
      installedAt: new Date().toISOString(),
    };
    await writeFile(join(partial, STAMP), JSON.stringify(stamp), { flush: true });
    await moveIn(partial, join(versions, manifest.version));
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  await onProgress("installed", 100);
}

async function copyFiles({ manifest, source }: Installation, into: string): Promise<void> {
  for await (const name of glob(manifest.install.files, { cwd: source })) {
    await copyFile(insideRoot(source, name), insideRoot(into, name));
  }
}

/** Progress is what has arrived on the disk, against what the pack says it will be. */
async function install({ manifest, environment, onProgress, signal }: Installation, folder: string): Promise<void> {
  const looking = new AbortController();
  const looks = (async () => {
    for await (const _ of ticks(LOOK_MS, undefined, { signal: looking.signal })) {
      const percent = Math.floor((100 * (await sizeOfFolder(folder))) / manifest.installedSizeBytes);
      await onProgress("installing", Math.min(99, percent));
    }
  })().catch((error: unknown) => {
    if (!looking.signal.aborted) throw error;
  });
  try {
    const env = environmentOf(environment);
    const { exitCode, output } = await runProgram({ argv: manifest.install.argv, cwd: folder, env, signal });
    if (exitCode !== 0)
      throw failed(`${manifest.install.argv.join(" ")} ended with exit code ${exitCode}: ${output.trim()}`);
  } catch (error) {
    throw error instanceof Error && "code" in error && error.code === "ENOENT"
      ? failed(`${manifest.install.argv[0]} was not found on this machine`)
      : error;
  } finally {
    looking.abort();
    await looks;
  }
}

function failed(message: string): DomainError {
  const reason: ComputeReason = "install_failed";
  return new DomainError("unavailable", message, { reason });
}

/** Registry, proxy and certificates of this machine; nothing of ours. */
const HANDED_ON = /^(home|lang|tmpdir|npm_config_.*|https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_(file|dir))$/i;

function environmentOf(environment: Installation["environment"]): Record<string, string> {
  const entries = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const path = [dirname(process.execPath), environment.PATH ?? ""].join(delimiter);
  return { ...Object.fromEntries(entries.filter(([name]) => HANDED_ON.test(name))), PATH: path };
}

async function prune({ install }: PackManifest, folder: string): Promise<void> {
  for (const path of install.prune[PLATFORM] ?? []) {
    await rm(insideRoot(folder, path), { recursive: true, force: true });
  }
}

/** Who comes second finds the same thing there, or the ruin of a version that was never finished. */
async function moveIn(partial: string, target: string): Promise<void> {
  const isThere = await access(join(target, STAMP)).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  await rm(target, { recursive: true, force: true });
  await rename(partial, target);
}

/** The jobs of one pack run one after the other, so a folder that is still growing belongs to a dead one. */
async function sweepPartials(versions: string): Promise<void> {
  const names = await readdir(versions).catch(() => []);
  const left = names.filter((name) => name.endsWith(".partial"));
  for (const name of left) await rm(join(versions, name), { recursive: true, force: true });
}
