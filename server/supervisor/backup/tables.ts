import type { ISql } from "postgres";

export interface Table {
  readonly schema: string;
  readonly name: string;
  /** Without those that the database computes. */
  readonly columns: readonly string[];
}

/** The platform's own tables and those of the queue; how far migrations got is compared, not copied. */
const SCHEMAS = ["public", "graphile_worker"];
const LEFT_OUT = [{ schema: "graphile_worker", name: "migrations" }];

const keyOf = ({ schema, name }: Pick<Table, "schema" | "name">) => `${schema}.${name}`;

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

export const quotedTable = ({ schema, name }: Pick<Table, "schema" | "name">) => `${quoted(schema)}.${quoted(name)}`;

/** Every table, those that others refer to first. */
export async function listTables(sql: ISql): Promise<Table[]> {
  const rows = await sql<Table[]>`
    select n.nspname as schema, c.relname as name,
           array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname = any(${SCHEMAS}) and c.relkind = 'r'
     group by 1, 2 order by 1, 2`;
  const references = await sql<{ readonly child: string; readonly parent: string }[]>`
    select cn.nspname || '.' || c.relname as child, pn.nspname || '.' || p.relname as parent
      from pg_constraint f
      join pg_class c on c.oid = f.conrelid join pg_namespace cn on cn.oid = c.relnamespace
      join pg_class p on p.oid = f.confrelid join pg_namespace pn on pn.oid = p.relnamespace
     where f.contype = 'f' and f.conrelid <> f.confrelid`;
  const tables = rows.filter((row) => !LEFT_OUT.some((table) => keyOf(table) === keyOf(row)));
  return parentsFirst(tables, references);
}

interface Reference {
  readonly child: string;
  readonly parent: string;
}

/** Throws when tables refer to each other in a circle: no order would do then. */
export function parentsFirst(tables: readonly Table[], references: readonly Reference[]): Table[] {
  const ordered: Table[] = [];
  const waiting = new Map(tables.map((table) => [keyOf(table), table]));
  while (waiting.size > 0) {
    const free = [...waiting].filter(([key]) => !references.some((of) => of.child === key && waiting.has(of.parent)));
    if (free.length === 0) throw new Error(`Tables refer to each other in a circle: ${[...waiting.keys()].join(", ")}`);
    for (const [key, table] of free) {
      ordered.push(table);
      waiting.delete(key);
    }
  }
  return ordered;
}

/** The migrations that made the tables: of the platform by the moment they carry, of the queue by number. */
export async function schemaVersion(sql: ISql): Promise<{ readonly migrations: string[]; readonly queue: number }> {
  const made = await sql<{ readonly hash: string }[]>`
    select hash from drizzle.__drizzle_migrations order by created_at`;
  const [queue] = await sql<{ readonly id: number }[]>`select max(id) as id from graphile_worker.migrations`;
  return { migrations: made.map(({ hash }) => hash), queue: queue?.id ?? 0 };
}
