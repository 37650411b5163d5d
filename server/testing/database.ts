import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { makeWorkerUtils } from "graphile-worker";
import postgres from "postgres";
import * as schema from "@/db/schema";

const ADMIN_URL = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:55432/postgres";

/** Makes the database that every test file copies, once per state of the schema; returns its name. */
export async function prepareTemplate(): Promise<string> {
  const statements = await schemaStatements();
  const name = `template_${createHash("sha256").update(statements.join("\n")).digest("hex").slice(0, 16)}`;
  await asAdmin(async (sql) => {
    await sql`select pg_advisory_lock(715517)`;
    const [existing] = await sql`select 1 from pg_database where datname = ${name} and datistemplate`;
    if (existing) return;
    await sql`drop database if exists ${sql(name)} with (force)`;
    await sql`create database ${sql(name)}`;
    await fill(urlOf(name), statements);
    await sql`alter database ${sql(name)} is_template true`;
  });
  return name;
}

async function fill(url: string, statements: readonly string[]) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  for (const statement of statements) await sql.unsafe(statement);
  await sql.end();
  const utils = await makeWorkerUtils({ connectionString: url });
  await utils.migrate();
  await utils.release();
}

async function schemaStatements(): Promise<string[]> {
  const tables = await generateMigration(
    generateDrizzleJson({}),
    generateDrizzleJson(schema, undefined, undefined, "snake_case"),
  );
  const custom = (await readdir("db/custom").catch(() => [])).filter((file) => file.endsWith(".sql")).sort();
  const texts = await Promise.all(custom.map((file) => readFile(`db/custom/${file}`, "utf8")));
  return [...texts.filter(isExtension), ...tables, ...texts.filter((text) => !isExtension(text))];
}

const isExtension = (text: string) => /create extension/i.test(text);

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
