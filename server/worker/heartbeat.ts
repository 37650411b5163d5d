import { sql } from "drizzle-orm";
import { workerPools } from "@/db/schema/platform";
import type { Ctx } from "@/server/kernel";

const SILENT_SECONDS = 30;

/** Says that this runner lives. */
export async function beat({ db, now }: Ctx, id: string): Promise<void> {
  const seenAt = now();
  await db.insert(workerPools).values({ id, seenAt }).onConflictDoUpdate({ target: workerPools.id, set: { seenAt } });
}

/** Runners that hold jobs and have been silent for too long: killed, or cut off from the database. */
export async function findDeadPools({ db }: Ctx): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct jobs.locked_by as id from graphile_worker._private_jobs jobs
      left join ${workerPools} on ${workerPools.id} = jobs.locked_by
     where jobs.locked_by is not null
       and coalesce(${workerPools.seenAt}, '-infinity') < now() - make_interval(secs => ${SILENT_SECONDS})`);
  return rows.map(({ id }) => id);
}
