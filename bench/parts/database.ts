import { rm } from "node:fs/promises";
import { join } from "node:path";
import { openEmbeddedDatabase } from "@/server/supervisor/database-access";
import { startPostgres } from "@/server/supervisor/postgres";
import { prepareDatabase } from "@/server/supervisor/prepare-database";

/** A database in a folder that is empty before and gone afterwards. */
export async function withDatabase(data: string, work: (url: string) => Promise<void>): Promise<void> {
  await rm(data, { recursive: true, force: true });
  const postgres = await startPostgres({ data, report: () => {} });
  try {
    const access = await openEmbeddedDatabase(postgres, data);
    await prepareDatabase(access, join("db", "migrations"));
    await work(access.applicationUrl);
  } finally {
    await postgres.stop();
    await rm(data, { recursive: true, force: true });
  }
}
