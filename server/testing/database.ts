import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { makeWorkerUtils } from "graphile-worker";
import postgres from "postgres";

const MIGRATIONS = "db/migrations";
const ADMIN_URL = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:55432/postgres";

/** Makes the database that every test file copies, once per state of the migrations; returns its name. */
export async function prepareTemplate(): Promise<string> {
  const statements = await readMigrations();
  const name = `template_${createHash("sha256").update(statements.join("\n")).digest("hex").slice(0, 16)}`;
  await asAdmin(async (sql) => {
    await sql`select pg_advisory_lock(715517)`;
    const [existing] = await sql`select 1 from pg_database where datname = ${name} and datistemplate`;
    if (existing) return;
    await sql`drop database if exists ${sql(name)} with (force)`;
    await sql`create database ${sql(name)}`;
    await fill(urlOf(name));
    await sql`alter database ${sql(name)} is_template true`;
  });
  return name;
}

/** Brings an empty database to the newest migration. */
export async function fill(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await migrate(drizzle(sql), { migrationsFolder: MIGRATIONS });
  await sql.end();
  const utils = await makeWorkerUtils({ connectionString: url });
  await utils.migrate();
  await utils.release();
}

async function readMigrations(): Promise<string[]> {
  const files = (await readdir(MIGRATIONS)).filter((file) => file.endsWith(".sql")).sort();
  return Promise.all(files.map((file) => readFile(`${MIGRATIONS}/${file}`, "utf8")));
}

/** The URL of a new database, a copy of the template. */
export async function createDatabase(name: string, template: string): Promise<string> {
  await asAdmin((sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  return urlOf(name);
}

export const dropDatabase = (name: string) => asAdmin((sql) => sql`drop database if exists ${sql(name)} with (force)`);

function urlOf(name: string): string {
  const url = new URL(ADMIN_URL);
  url.pathname = `/${name}`;
  return url.href;
}

async function asAdmin(work: (sql: postgres.Sql) => Promise<unknown>) {
  const sql = postgres(ADMIN_URL, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
