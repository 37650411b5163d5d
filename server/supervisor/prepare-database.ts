import { existsSync } from "node:fs";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { makeWorkerUtils } from "graphile-worker";
import postgres from "postgres";
import type { DatabaseAccess } from "./database-access";

const MIGRATION_LOCK = 715_518;

/** Brings the tables up to date and lets the application work with them. Safe to run from several processes at once. */
export async function prepareDatabase(access: DatabaseAccess, migrationsFolder: string): Promise<void> {
  const sql = postgres(access.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    if (existsSync(join(migrationsFolder, "meta", "_journal.json"))) {
      await migrate(drizzle(sql), { migrationsFolder });
    }
    await prepareQueue(access.ownerUrl);
    const application = new URL(access.applicationUrl).username;
    if (application !== new URL(access.ownerUrl).username) await grantTo(sql, application);
  } finally {
    await sql.end();
  }
}

async function prepareQueue(ownerUrl: string) {
  const utils = await makeWorkerUtils({ connectionString: ownerUrl });
  await utils.migrate();
  await utils.release();
}

/**
 * Rows, not tables; how far migrations got, to read only; and of a table with a trigger `…_append_only`, new rows only.
 * The queue's tables have row-level security without a policy: the application gets one.
 */
async function grantTo(sql: postgres.Sql, application: string) {
  const role = `"${application.replaceAll('"', '""')}"`;
  await sql.unsafe(`
    grant usage on schema public, graphile_worker to ${role};
    grant select, insert, update, delete on all tables in schema public, graphile_worker to ${role};
    grant usage, select on all sequences in schema public, graphile_worker to ${role};
    grant execute on all functions in schema public, graphile_worker to ${role};
    do $$
    declare name text;
    begin
      if exists (select from pg_namespace where nspname = 'drizzle') then
        grant usage on schema drizzle to ${role};
        grant select on all tables in schema drizzle to ${role};
      end if;
      for name in select tgrelid::regclass::text from pg_trigger where tgname like '%\\_append\\_only' loop
        execute format('revoke update, delete, truncate on %s from ${role}', name);
      end loop;
      for name in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'graphile_worker' and c.relrowsecurity
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'application') loop
        execute format('create policy application on graphile_worker.%I for all to ${role} using (true) with check (true)', name);
      end loop;
    end $$;
  `);
}
