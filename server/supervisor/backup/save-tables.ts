import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Sql, TransactionSql } from "postgres";
import { saveFile } from "./files";
import type { SavedSequence, SavedTable } from "./manifest";
import { listTables, quoted, quotedTable, schemaVersion, type Table } from "./tables";

const NEW_LINE = 10;

/** What the rows say at one moment, for everything that is saved after it. */
export interface Snapshot {
  readonly migrations: string[];
  readonly queue: number;
  readonly tables: SavedTable[];
  readonly sequences: SavedSequence[];
  readonly repositories: readonly Repository[];
  /** Objects that a repository has a right to. */
  readonly linkedObjects: ReadonlySet<string>;
}

interface Repository {
  readonly id: string;
  readonly defaultBranch: string;
  readonly heads: readonly Head[];
}

export interface Head {
  readonly ref: string;
  readonly commit: string;
  readonly recordedAt: Date;
}

/** Copies every table in one snapshot: no row in it is newer than another. */
export async function saveTables(sql: Sql, folder: string): Promise<Snapshot> {
  return sql.begin("isolation level repeatable read read only", async (transaction) => {
    const tables: SavedTable[] = [];
    for (const table of await listTables(transaction)) tables.push(await saveTable(transaction, folder, table));
    return {
      ...(await schemaVersion(transaction)),
      tables,
      sequences: await listSequences(transaction),
      repositories: await listRepositories(transaction),
      linkedObjects: await listLinkedObjects(transaction),
    };
  });
}

async function saveTable(sql: TransactionSql, folder: string, table: Table): Promise<SavedTable> {
  const columns = table.columns.map(quoted).join(", ");
  const source = await copyOut(sql, `copy ${quotedTable(table)} (${columns}) to stdout`);
  try {
    const counted = countLines(source);
    const zipped = createGzip({ level: 4 });
    const saved = saveFile(folder, `tables/${table.schema}.${table.name}.gz`, counted.into(zipped));
    return { ...table, columns: [...table.columns], ...(await saved), rows: counted.lines() };
  } finally {
    source.unpipe().resume();
    await finished(source); // the transaction cannot end before all of it was read
  }
}

/**
 * What COPY writes. postgres.js pauses its connection while this stream is full and lets it go on when Node asks for more
 * (its issue 499). Node does not ask after the end: a stream that was full when the end came would pause it for good.
 */
async function copyOut(sql: TransactionSql, command: string): Promise<Readable> {
  const source = await sql.unsafe(command).readable();
  return source.once("end", () => source._read(0));
}

/** In COPY's text format a line is a row: line breaks inside of values are escaped. */
function countLines(source: Readable) {
  let lines = 0;
  return {
    lines: () => lines,
    into(target: ReturnType<typeof createGzip>) {
      source.on("data", (chunk: Buffer) => {
        for (const byte of chunk) if (byte === NEW_LINE) lines += 1;
      });
      source.on("error", (error) => target.destroy(error));
      return source.pipe(target);
    },
  };
}

const listSequences = async (sql: TransactionSql): Promise<SavedSequence[]> => [
  ...(await sql<SavedSequence[]>`
    select schemaname as schema, sequencename as name, last_value::text as value from pg_sequences
     where schemaname in ('public', 'graphile_worker') and last_value is not null`),
];

async function listRepositories(sql: TransactionSql): Promise<Repository[]> {
  const rows = await sql<(Omit<Repository, "heads"> & Partial<Head>)[]>`
    select repos.id, repos.default_branch as "defaultBranch", heads.ref, heads.commit, heads.recorded_at as "recordedAt"
      from repos left join git_heads heads on heads.repo_id = repos.id order by repos.id`;
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, found]) => ({
    id,
    defaultBranch: found[0]?.defaultBranch ?? "main",
    heads: found.flatMap(({ ref, commit, recordedAt }) =>
      ref && commit && recordedAt ? { ref, commit, recordedAt } : [],
    ),
  }));
}

async function listLinkedObjects(sql: TransactionSql) {
  const rows = await sql<{ readonly oid: string }[]>`select distinct oid from object_links`;
  return new Set(rows.map(({ oid }) => oid));
}
