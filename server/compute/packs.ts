import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { notFound } from "@/server/kernel";
import { PackManifest, PackStamp } from "./contract";
import { type Installation, installPack, STAMP } from "./install-pack";

declare module "@/server/kernel/live" {
  interface Live {
    readonly packs: Packs;
  }
}

interface PacksConfig {
  /** `runtimes/` of the checkout. */
  readonly source: string;
  /** Holds `<id>/<version>/` of what is installed. */
  readonly root: string;
  /** Of this process: where npm is, and through which proxy it goes. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Pack {
  readonly manifest: PackManifest;
  readonly installedVersion: string | null;
  /** Disk that this version takes; `null` where it was not measured. */
  readonly installedBytes: number | null;
}

interface PackProgram {
  readonly argv: readonly string[];
  readonly folder: string;
}

/** Programs that serve models. What is installed is read from the disk at every question: other processes install too. */
export interface Packs {
  /** Every pack that comes with the platform, by id. */
  list(): Promise<readonly Pack[]>;
  /** Throws `not_found`. */
  get(id: string): Promise<Pack>;
  /** How to start it; `null` when it is not installed. */
  findProgram(id: string): Promise<PackProgram | null>;
  /** Returns at once when this version is there already. */
  install(id: string, options: Pick<Installation, "onProgress" | "signal">): Promise<void>;
  /** All versions of it. Removing what is not there is no error. */
  remove(id: string): Promise<void>;
}

export function createPacks({ source, root, environment }: PacksConfig): Packs {
  const versionsOf = (id: string) => join(root, id);

  const installedVersion = async ({ id, version }: PackManifest): Promise<string | null> => {
    const names = await readdir(versionsOf(id)).catch(() => []);
    const stamped = await Promise.all(
      names
        .filter((name) => !name.startsWith("."))
        .map(async (name) => ((await hasStamp(join(versionsOf(id), name))) ? name : null)),
    );
    const found = stamped.filter((name) => name !== null).sort(byVersion);
    return found.includes(version) ? version : (found.at(-1) ?? null);
  };

  const find = async (id: string): Promise<Pack | null> => {
    const manifest = await readManifest(source, id);
    if (!manifest) return null;
    const version = await installedVersion(manifest);
    const stamp = version === null ? null : await readStamp(join(versionsOf(id), version));
    return { manifest, installedVersion: version, installedBytes: stamp?.sizeBytes ?? null };
  };

  const get = async (id: string): Promise<Pack> => {
    const pack = await find(id);
    if (!pack) throw notFound("Runtime pack", id);
    return pack;
  };

  return {
    get,
    async list() {
      const names = (await readdir(source)).sort();
      return (await Promise.all(names.map(find))).filter((pack) => pack !== null);
    },
    async findProgram(id) {
      const pack = await find(id);
      if (!pack || pack.installedVersion === null) return null;
      const folder = join(versionsOf(id), pack.installedVersion);
      return { argv: [process.execPath, join(folder, pack.manifest.entry)], folder };
    },
    async install(id, options) {
      const { manifest, installedVersion } = await get(id);
      if (installedVersion === manifest.version) return options.onProgress("installed", 100);
      await installPack({ manifest, source: join(source, id), versions: versionsOf(id), environment, ...options });
    },
    async remove(id) {
      const { manifest } = await get(id);
      await rm(versionsOf(manifest.id), { recursive: true, force: true });
    },
  };
}

const PACK_ID = /^[a-z0-9][a-z0-9-]*$/;

async function readManifest(source: string, id: string): Promise<PackManifest | null> {
  if (!PACK_ID.test(id)) return null;
  const text = await readFile(join(source, id, "pack.json"), "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return null;
    throw error;
  });
  return text === null ? null : PackManifest.parse(JSON.parse(text));
}

async function readStamp(folder: string): Promise<PackStamp | null> {
  const text = await readFile(join(folder, STAMP), "utf8").catch(() => null); // removed meanwhile
  return text === null ? null : (PackStamp.safeParse(JSON.parse(text)).data ?? null);
}

const hasStamp = (folder: string) =>
  stat(join(folder, STAMP)).then(
    () => true,
    () => false,
  );

const byVersion = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });
