import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { ensureRuntimePack, isInstallable } from "@/server/compute";
import { openObjects, openRuntime, type Settled } from "@/server/runtime";
import type { DatabaseAccess } from "../database-access";
import { readOrCreateSecret } from "../secret-file";
import { createTerminal } from "../terminal";
import { backUp } from "./back-up";
import type { Manifest } from "./manifest";
import { restore } from "./restore";

type Env = Settled["env"];

interface Command {
  readonly env: Env;
  readonly folder: string;
  readonly database: DatabaseAccess | undefined;
}

const PackageFacts = z.object({ version: z.string() });
const say = createTerminal(process.stdout).step;

/** `npm run backup -- <folder>` */
export async function runBackup({ env, folder, database }: Command): Promise<void> {
  process.umask(0o077);
  const { version } = PackageFacts.parse(JSON.parse(readFileSync("package.json", "utf8")));
  const { YARD_DATA: data, YARD_SECRET: secret, PATH: searchPath } = env;
  await backUp({ folder, data, objects: openObjects(env), database, secret, searchPath, version, say });
}

/** `npm run restore -- <folder> [--new-secret]` */
export async function runRestore({ env, folder, database }: Command, acceptsAnotherSecret: boolean): Promise<void> {
  process.umask(0o077);
  const { YARD_DATA: data, YARD_SECRET: secret, PATH: searchPath } = env;
  await restore({
    folder,
    data,
    objects: openObjects(env),
    database,
    secret,
    acceptsAnotherSecret,
    searchPath,
    migrationsFolder: resolve("db/migrations"),
    say,
    onRestored: (manifest, access) => installPacks(env, manifest, access),
  });
}

/** Programs are not in a backup: the worker of the next start installs them again. */
async function installPacks(env: Env, { packs }: Manifest, { applicationUrl: databaseUrl }: DatabaseAccess) {
  const secret = env.YARD_SECRET ?? readOrCreateSecret(join(env.YARD_DATA, "secret"));
  const runtime = openRuntime({ env, databaseUrl, secret });
  const ctx = runtime.contextFor({ kind: "system", process: "restore" });
  const known = await ctx.live.packs.list();
  for (const { manifest } of known) {
    if (packs.includes(manifest.id) && isInstallable(manifest)) await ensureRuntimePack(ctx, manifest.id);
  }
  await runtime.close();
}
