import type { TaskList } from "graphile-worker";
import { type Ctx, type Dependency, deliverEvent, enqueue, type Job, type Subscription } from "@/server/kernel";
import { withoutValues } from "@/server/without-values";
import type { Registration } from "./handlers";

interface Wiring {
  readonly contextFor: (jobName: string) => Ctx<Dependency>;
  readonly registrations: readonly Registration[];
  readonly subscriptions: readonly Subscription[];
  readonly measure: (done: {
    readonly job: string;
    readonly outcome: "done" | "failed";
    readonly seconds: number;
  }) => void;
}

/** Every job of every context as graphile-worker wants it; an event becomes one job for each subscription. */
export function taskListOf(wiring: Wiring): TaskList {
  const entries = wiring.registrations.flatMap(({ definitions, handlers }) =>
    Object.entries(definitions).map(([key, job]) => ({ job, run: handlers[key] })),
  );
  const tasks: TaskList = {
    [deliverEvent.name]: (payload) => deliver(wiring, deliverEvent.payload.parse(payload)),
  };
  for (const { job, run } of entries) {
    if (!run) throw new Error(`No handler for job ${job.name}`);
    tasks[job.name] = (payload, { abortSignal }) => perform(wiring, job, { run, payload, abortSignal });
  }
  return tasks;
}

interface Performance {
  readonly run: Registration["handlers"][string];
  readonly payload: unknown;
  readonly abortSignal: AbortSignal | undefined;
}

async function perform({ contextFor, measure }: Wiring, job: Job, { run, payload, abortSignal }: Performance) {
  const ctx = contextFor(job.name);
  const startedAt = performance.now();
  const signal = AbortSignal.any([AbortSignal.timeout(job.timeoutMs), ...(abortSignal ? [abortSignal] : [])]);
  let outcome: "done" | "failed" = "failed";
  try {
    await run(ctx, job.payload.parse(payload) as never, signal);
    outcome = "done";
  } catch (error) {
    throw withoutValues(error);
  } finally {
    measure({ job: job.name, outcome, seconds: (performance.now() - startedAt) / 1000 });
  }
}

async function deliver(
  { contextFor, subscriptions }: Wiring,
  { event, payload }: { event: string; payload?: unknown },
) {
  const ctx = contextFor(deliverEvent.name);
  const interested = subscriptions.filter((subscription) => subscription.event.name === event);
  await ctx.db.transaction(async (db) => {
    for (const { event, job, payloadOf } of interested) {
      await enqueue({ ...ctx, db }, job, { payload: payloadOf(event.payload.parse(payload) as never) });
    }
  });
}
