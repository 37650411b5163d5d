import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import postgres from "postgres";
import { createRepositories } from "@/server/git";
import type { ObjectStore } from "@/server/ports/object-store";
import type { DatabaseAccess } from "../database-access";
import { prepareDatabase } from "../prepare-database";
import { unfinishedRestore } from "../unfinished-restore";
import { loadObjects } from "./load-objects";
import { loadRepositories } from "./load-repositories";
import { assertSameMigrations, assertSameQueue, isEmptyDatabase, loadTables } from "./load-tables";
import { type Manifest, readManifest } from "./manifest";
import { openDataFolder } from "./open-database";
import { secretMark } from "./secret-mark";

export interface RestoreOptions {
  readonly folder: string;
  /** Missing or empty; the file `secret` may lie in it. */
  readonly data: string;
  /** Takes the objects; what it has already stays. */
  readonly objects: ObjectStore;
  /** Unset: an embedded one is made in the data folder. */
  readonly database: DatabaseAccess | undefined;
  readonly secret: string | undefined;
  /** What the old secret sealed is given up: everyone signs in again. */
  readonly acceptsAnotherSecret: boolean;
  readonly migrationsFolder: string;
  readonly searchPath: string;
  readonly say: (line: string) => void;
  /** Called when all is there, with the database still open. */
  readonly onRestored: (manifest: Manifest, access: DatabaseAccess) => Promise<void>;
}

const SECRET = "secret";

/** Makes a platform from a backup, in an empty data folder and an empty database. */
export async function restore(options: RestoreOptions): Promise<void> {
  const folder = resolve(options.folder);
  const data = resolve(options.data);
  const manifest = readManifest(folder);
  assertSameMigrations(
    manifest,
    readMigrationFiles({ migrationsFolder: options.migrationsFolder }).map(({ hash }) => hash),
  );
  assertEmpty(data);
  assertSecret(options, manifest);

  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (options.database) await assertEmptyDatabase(options.database);
  writeFileSync(unfinishedRestore(data), "");
  const { access, close } = options.database
    ? { access: options.database, close: async () => {} }
    : await openDataFolder(data, options.say);
  try {
    await fill(access, manifest, { ...options, folder, data });
    await options.onRestored(manifest, access);
    rmSync(unfinishedRestore(data));
  } finally {
    await close();
  }
  options.say(`The backup of ${manifest.createdAt} is restored in ${data}. Start it with YARD_DATA=${data} npm start`);
}

async function fill(access: DatabaseAccess, manifest: Manifest, { folder, data, ...options }: RestoreOptions) {
  const { say, migrationsFolder, searchPath } = options;
  const repositories = createRepositories({ root: join(data, "repos"), searchPath });
  const sql = postgres(access.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await prepareDatabase(access, migrationsFolder);
    await assertSameQueue(sql, manifest);
    await loadTables(sql, folder, manifest);
    say(`${manifest.tables.length} tables`);
    await loadRepositories(repositories, folder, manifest);
    say(`${manifest.repositories.length} repositories`);
    await loadObjects(folder, options.objects, manifest);
    say(`${manifest.objects.count} objects`);
  } finally {
    repositories.close();
    await sql.end();
  }
}

function assertEmpty(data: string) {
  if (!existsSync(data)) return;
  const present = readdirSync(data).filter((name) => name !== SECRET && name !== "lost+found");
  if (present.length === 0) return;
  throw new Error(
    `${data} is not empty (${present.slice(0, 3).join(", ")} …). A backup is restored into a new folder.`,
  );
}

async function assertEmptyDatabase({ ownerUrl }: DatabaseAccess) {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    if (await isEmptyDatabase(sql)) return;
    throw new Error("The database is not empty. A backup is restored into a new database.");
  } finally {
    await sql.end();
  }
}

function assertSecret({ data, secret, acceptsAnotherSecret }: RestoreOptions, manifest: Manifest) {
  if (acceptsAnotherSecret) return;
  const path = join(data, SECRET);
  const given = secret ?? (existsSync(path) ? readFileSync(path, "utf8").trim() : null);
  if (given !== null && secretMark(given) === manifest.secretMark) return;
  const problem = given === null ? "There is no secret." : "The secret is not that of the backup.";
  throw new Error(
    `${problem} Put the file \`secret\` of that installation into ${data}, or set YARD_SECRET. With --new-secret a new one is used: everyone signs in again, and links that were handed out end.`,
  );
}
