import { EventEmitter } from "node:events";
import { makeWorkerUtils, run, type WorkerEvents } from "graphile-worker";
import { type Ctx, type Dependency, enqueue } from "@/server/kernel";
import { registrations } from "./handlers";
import { beat, findDeadPools } from "./heartbeat";
import { schedules } from "./schedules";
import { subscriptions } from "./subscriptions";
import { taskListOf } from "./tasks";

interface Config {
  readonly connectionString: string;
  readonly contextFor: (jobName: string) => Ctx<Dependency>;
  readonly measure: Parameters<typeof taskListOf>[0]["measure"];
}

const BEAT_MS = 1_000;
/** Mirrors hold three of them at most, scans three, webhooks four, other work on large files one: the rest is for what is quick. */
const CONCURRENT_JOBS = 14;

/** Runs jobs, keeps schedules, and frees what a dead runner held. `close` waits for the jobs that run. */
export async function startWorker({ connectionString, contextFor, measure }: Config) {
  const events: WorkerEvents = new EventEmitter();
  let pool = "";
  events.on("pool:create", ({ workerPool }) => {
    pool = workerPool.id;
  });
  const ctx = contextFor("worker");
  const failed = (error: unknown) => ctx.report(error);
  events.on("job:error", ({ job, error }) => {
    ctx.log.error({ job: job.task_identifier, attempt: job.attempts, err: error }, "A job failed");
  });

  const runner = await run({
    connectionString,
    taskList: taskListOf({ contextFor, registrations, subscriptions, measure }),
    parsedCronItems: [],
    events,
    noHandleSignals: true,
    preset: {
      worker: {
        concurrentJobs: CONCURRENT_JOBS,
        maxPoolSize: CONCURRENT_JOBS,
        pollInterval: 500,
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        gracefulShutdownAbortTimeout: 5_000,
      },
    },
  });
  const utils = await makeWorkerUtils({ connectionString });
  const keepAlive = async () => {
    await beat(ctx, pool);
    const dead = await findDeadPools(ctx);
    if (dead.length > 0) await utils.forceUnlockWorkers(dead);
  };
  const timers = [
    setInterval(() => void keepAlive().catch(failed), BEAT_MS),
    ...schedules.map(({ everyMs, job, payload }) =>
      setInterval(() => void enqueue(ctx, job, { payload, key: "schedule" }).catch(failed), everyMs),
    ),
  ];
  await keepAlive();
  for (const { job, payload } of schedules) await enqueue(ctx, job, { payload, key: "schedule" });

  return {
    async close() {
      for (const timer of timers) clearInterval(timer);
      await runner.stop();
      await utils.release();
    },
  };
}
