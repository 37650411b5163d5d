import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/**
 * Many rows for `insert(table).select(…)`, as one parameter: the statement is the same however many there are, so it is
 * prepared once. Each row has all columns; defaults are not applied.
 */
export function records<T extends PgTable>(table: T, rows: readonly T["$inferSelect"][]): SQL {
  const columns = Object.entries(getTableColumns(table));
  const names = sql.join(
    columns.map(([key]) => sql.identifier(key)),
    sql`, `,
  );
  const types = sql.join(
    columns.map(([key, column]) => sql`${sql.identifier(key)} ${sql.raw(column.getSQLType())}`),
    sql`, `,
  );
  return sql`select ${names} from json_to_recordset(${JSON.stringify(rows, asText)}::json) as records(${types})`;
}

const asText = (_: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);
