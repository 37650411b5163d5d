import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { JOB_STATES } from "./contract";
import type { Slice } from "./page";

export type JobState = (typeof JOB_STATES)[number];

/** One job of the queue, as operators see it. */
export interface QueuedJob {
  /** Its number; later jobs have larger ones. Text, since it is a 64-bit number. */
  readonly id: string;
  /** `context.verbNoun`, as in `defineJob`. */
  readonly name: string;
  readonly state: JobState;
  readonly payload: unknown;
  readonly key: string | null;
  readonly queue: string | null;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  /** Starts no earlier than this. */
  readonly runAt: Date;
  readonly startedAt: Date | null;
  /** The runner that holds it. */
  readonly runner: string | null;
}

const STATE = sql`case
  when jobs.locked_at is not null then 'running'
  when jobs.attempts >= jobs.max_attempts then 'failed'
  when jobs.attempts > 0 then 'retrying'
  when jobs.run_at > now() then 'scheduled'
  else 'waiting' end`;

const JOBS = sql`graphile_worker._private_jobs jobs
  join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
  left join graphile_worker._private_job_queues queues on queues.id = jobs.job_queue_id`;

interface Asked extends Slice<string> {
  readonly state?: JobState | undefined;
  readonly name?: string | undefined;
}

/** What the queue holds, newest first. Finished jobs are not in it. */
export function listQueuedJobs(db: Db, { state, name, after, limit }: Asked): Promise<QueuedJob[]> {
  const isAfter = after === null ? sql`` : sql`and jobs.id < ${after}::text::bigint`;
  const isNamed = name === undefined ? sql`` : sql`and tasks.identifier = ${name}`;
  const isIn = state === undefined ? sql`` : sql`and ${STATE} = ${state}`;
  return readJobs(db, sql`from ${JOBS} where true ${isAfter} ${isNamed} ${isIn} order by jobs.id desc limit ${limit}`);
}

/** Holds the job until the caller's transaction ends, so that its state stays what it is; `null` when it is gone. */
export async function lockQueuedJob(db: Db, id: string): Promise<QueuedJob | null> {
  const [job] = await readJobs(db, sql`from ${JOBS} where jobs.id = ${id}::text::bigint for update of jobs`);
  return job ?? null;
}

type JobRow = Omit<QueuedJob, "createdAt" | "runAt" | "startedAt"> & {
  readonly createdAt: string;
  readonly runAt: string;
  readonly startedAt: string | null;
};

async function readJobs(db: Db, from: SQL): Promise<QueuedJob[]> {
  const rows = await db.execute<JobRow & Record<string, unknown>>(sql`
    select jobs.id::text as id, tasks.identifier as name, ${STATE} as state, jobs.payload, jobs.key,
           queues.queue_name as queue, jobs.attempts::int as attempts, jobs.max_attempts::int as "maxAttempts",
           jobs.last_error as "lastError", jobs.created_at as "createdAt", jobs.run_at as "runAt",
           jobs.locked_at as "startedAt", jobs.locked_by as runner
      ${from}`);
  return rows.map(({ createdAt, runAt, startedAt, ...row }) => ({
    ...row,
    createdAt: new Date(createdAt),
    runAt: new Date(runAt),
    startedAt: startedAt === null ? null : new Date(startedAt),
  }));
}

interface JobCount {
  readonly name: string;
  readonly state: JobState;
  readonly count: number;
}

/** How many jobs of each name are in each state. */
export async function countQueuedJobs(db: Db): Promise<JobCount[]> {
  const rows = await db.execute<JobCount & Record<string, unknown>>(sql`
    select tasks.identifier as name, ${STATE} as state, count(*)::int as count from ${JOBS} group by 1, 2 order by 1`);
  return [...rows];
}

/** Due now; with `attempts` the count of attempts starts there anew. A job that runs is left alone. */
export async function rescheduleJob(db: Db, id: string, attempts?: number): Promise<void> {
  await db.execute(sql`
    select graphile_worker.reschedule_jobs(
      array[${id}::text::bigint], run_at => now(), attempts => ${attempts ?? null}::int)`);
}

/** Takes a job that does not run out of the queue: it is never done. */
export async function dropJob(db: Db, id: string): Promise<void> {
  await db.execute(sql`select graphile_worker.complete_jobs(array[${id}::text::bigint])`);
}
