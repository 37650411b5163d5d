import { sql } from "drizzle-orm";
import type { Db } from "./client";

/** Until the caller's transaction ends nobody else gets this lock. `what` begins with the name of its context; `key` tells one such thing from others. */
export async function lockFor(db: Db, what: string, key = ""): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${what} ${key}`}, 0))`);
}
