import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/** Does something while the database cannot find one of its tables. */
export async function whileGone<T>(db: Db, table: string, work: () => Promise<T>): Promise<T> {
  const name = sql.identifier(table);
  await db.execute(sql`alter table ${name} rename to gone`);
  try {
    return await work();
  } finally {
    await db.execute(sql`alter table gone rename to ${name}`);
  }
}
