import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import postgres, { type Sql } from "postgres";
import { createRepositories } from "@/server/git";
import type { ObjectStore } from "@/server/ports/object-store";
import type { DatabaseAccess } from "../database-access";
import { isCode } from "./files";
import { type Manifest, writeManifest } from "./manifest";
import { openDataFolder } from "./open-database";
import { saveObjects } from "./save-objects";
import { readAllRefs, saveRepositories } from "./save-repositories";
import { saveTables } from "./save-tables";
import { secretMark } from "./secret-mark";

export interface BackUpOptions {
  /** Where the backup shall lie; nothing is there yet. */
  readonly folder: string;
  readonly data: string;
  readonly objects: ObjectStore;
  /** Unset: the embedded one of the data folder, whether it runs or not. */
  readonly database: DatabaseAccess | undefined;
  readonly secret: string | undefined;
  /** Where `git` is looked for. */
  readonly searchPath: string;
  /** Of Modelyard. */
  readonly version: string;
  readonly say: (line: string) => void;
}

/** Saves rows, repositories and objects of a platform that may be working meanwhile. Its folder appears when it is whole. */
export async function backUp(options: BackUpOptions): Promise<Manifest["createdAt"]> {
  const folder = resolve(options.folder);
  const data = resolve(options.data);
  if (!existsSync(data)) throw new Error(`There is no data folder ${data}. Say which one with YARD_DATA.`);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(`${folder} is not empty. Name a new folder.`);
  const secret = options.secret ?? readSecret(data);
  const unfinished = `${folder}.unfinished`;
  await mkdir(unfinished, { mode: 0o700 }).catch((error: unknown) => {
    throw new Error(whyNot(unfinished, error), { cause: error });
  });
  const { access, close } = options.database
    ? { access: options.database, close: async () => {} }
    : await openDataFolder(data, options.say);
  const sql = postgres(access.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const createdAt = await saveAll(sql, { ...options, data, folder: unfinished, secret });
    await rename(unfinished, folder);
    options.say(`The backup is complete: ${folder}`);
    options.say("It does not hold the secret (YARD_SECRET, or the file `secret` of the data folder): keep that apart.");
    return createdAt;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    await sql.end();
    await close();
  }
}

async function saveAll(sql: Sql, options: BackUpOptions & { readonly secret: string }) {
  const { folder, data, say } = options;
  const createdAt = new Date().toISOString();
  const repositories = createRepositories({ root: join(data, "repos"), searchPath: options.searchPath });
  try {
    const known = await sql<{ readonly id: string }[]>`select id from repos order by id`;
    const before = await readAllRefs(
      repositories,
      known.map(({ id }) => id),
    );
    const snapshot = await saveTables(sql, folder);
    const rows = snapshot.tables.reduce((sum, table) => sum + table.rows, 0);
    say(`${snapshot.tables.length} tables, ${rows} rows`);
    const saved = await saveRepositories(repositories, { folder, before, snapshot });
    say(`${saved.length} repositories`);
    const { objects, damaged, oids } = await saveObjects(options.objects, folder);
    say(`${objects.count} objects, ${objects.totalBytes} bytes`);
    for (const key of damaged) say(`! The object ${key} is damaged: its bytes are not those it was stored with`);
    for (const oid of snapshot.linkedObjects) if (!oids.has(oid)) say(`! The object ${oid} is missing in the platform`);

    const { migrations, queue, tables, sequences } = snapshot;
    const packs = installedPacks(join(data, "runtimes"));
    const facts = { version: options.version, createdAt, migrations, queue, tables, sequences, objects, packs };
    await writeManifest(folder, { ...facts, repositories: saved, secretMark: secretMark(options.secret) });
    return createdAt;
  } finally {
    repositories.close();
  }
}

function readSecret(data: string): string {
  const path = join(data, "secret");
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  throw new Error(`There is no secret in ${data}. Set YARD_SECRET to the one that the platform runs with.`);
}

function installedPacks(root: string): string[] {
  const folders = existsSync(root) ? readdirSync(root, { withFileTypes: true }) : [];
  return folders.flatMap((entry) => (entry.isDirectory() && !entry.name.startsWith(".") ? [entry.name] : []));
}

function whyNot(folder: string, error: unknown): string {
  if (isCode(error, "EEXIST"))
    return `${folder} is there: another backup runs, or one was interrupted. Delete it then.`;
  if (isCode(error, "ENOENT")) return `The folder above ${folder} does not exist.`;
  return `${folder} cannot be made: ${String(error)}`;
}
