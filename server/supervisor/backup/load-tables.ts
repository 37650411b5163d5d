import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { Sql, TransactionSql } from "postgres";
import { verifiedPath } from "./files";
import type { Manifest, SavedTable } from "./manifest";
import { listTables, quoted, quotedTable, schemaVersion } from "./tables";

/** True while nobody made anything in this database: no table of ours is there. */
export async function isEmptyDatabase(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ readonly count: number }[]>`
    select count(*)::int as count from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'graphile_worker', 'drizzle') and c.relkind = 'r'`;
  return row?.count === 0;
}

/** Throws in words when this version makes other tables than those that the backup holds. */
export function assertSameMigrations({ version, migrations }: Manifest, here: readonly string[]) {
  if (here.join() === migrations.join()) return;
  const isNewer = migrations.some((hash) => !here.includes(hash));
  const way = isNewer
    ? "Restore it with that version."
    : "Check out that version, restore with it, and update afterwards.";
  throw new Error(
    `The backup was made by ${isNewer ? "another" : "an older"} version (${version}, ${migrations.length} migrations; here are ${here.length}). ${way}`,
  );
}

/** The queue's library makes its own tables. */
export async function assertSameQueue(sql: Sql, { queue, version }: Manifest): Promise<void> {
  const here = await schemaVersion(sql);
  if (here.queue === queue) return;
  throw new Error(
    `The backup has version ${queue} of the queue's tables, and here is ${here.queue}. Restore it with ${version}.`,
  );
}

/** Fills the tables of an empty platform, all of them or none. */
export async function loadTables(sql: Sql, folder: string, manifest: Manifest): Promise<void> {
  const files = new Map<SavedTable, string>();
  for (const table of manifest.tables) files.set(table, await verifiedPath(folder, table));
  await sql.begin(async (transaction) => {
    const present = await listTables(transaction);
    await withoutTriggers(transaction, present.map(quotedTable), async () => {
      for (const table of present.toReversed()) await transaction.unsafe(`delete from ${quotedTable(table)}`);
      for (const [table, path] of files) await loadTable(transaction, table, path);
    });
    for (const { schema, name, value } of manifest.sequences) {
      await transaction`select setval(${quotedTable({ schema, name })}::regclass, ${value}::bigint)`;
    }
  });
  await sql`analyze`;
}

/** Ours would refuse (append-only) or count twice (balances); the database's own checks of references stay. */
async function withoutTriggers(sql: TransactionSql, tables: readonly string[], work: () => Promise<void>) {
  for (const table of tables) await sql.unsafe(`alter table ${table} disable trigger user`);
  await work();
  await sql`set constraints all immediate`;
  for (const table of tables) await sql.unsafe(`alter table ${table} enable trigger user`);
}

async function loadTable(sql: TransactionSql, table: SavedTable, path: string) {
  const columns = table.columns.map(quoted).join(", ");
  const target = await sql.unsafe(`copy ${quotedTable(table)} (${columns}) from stdin`).writable();
  await pipeline(createReadStream(path), createGunzip(), target);
  const [row] = await sql.unsafe<{ readonly count: string }[]>(`select count(*) from ${quotedTable(table)}`);
  if (Number(row?.count) !== table.rows) {
    throw new Error(`The table ${table.name} has ${row?.count} rows after it was filled; it had ${table.rows}.`);
  }
}
