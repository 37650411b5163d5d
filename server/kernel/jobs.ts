import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Ctx, Dependency } from "./context";

/** What the enqueuing side needs to know. The code that runs it stays out of the web bundle. */
export interface Job<S extends z.ZodType = z.ZodType> {
  readonly name: `${string}.${string}`;
  /** Ids only: the handler reads the present, not the past. */
  readonly payload: S;
  readonly attempts: number;
  /** The handler's signal aborts after this long. */
  readonly timeoutMs: number;
  /** Jobs of one queue run one after the other, and hold one place of the worker together. Without: every one its own. */
  queueOf?(payload: z.output<S>): string;
}

export const defineJob = <S extends z.ZodType>(job: Job<S>): Job<S> => job;

type Handler<S extends z.ZodType> = (ctx: Ctx<Dependency>, payload: z.output<S>, signal: AbortSignal) => Promise<void>;

export type Handlers<T extends Record<string, Job>> = {
  readonly [K in keyof T]: Handler<T[K]["payload"]>;
};

/** Forgetting a handler, or keeping one for a deleted job, does not compile. Handlers are safe to run twice. */
export const defineHandlers = <T extends Record<string, Job>>(definitions: T, handlers: Handlers<T>) =>
  ({ definitions, handlers }) as const;

interface EnqueueOptions {
  /** Starts no earlier than this long from now. */
  readonly delayMs?: number;
  /** One waiting job per key: a second one replaces the first. */
  readonly key?: string;
  /** Instead of what the job says. */
  readonly queue?: string;
}

/** Joins the caller's transaction: a rolled back use case leaves no job behind. */
export async function enqueue<S extends z.ZodType>(
  ctx: Ctx,
  job: Job<S>,
  { payload, delayMs = 0, key, queue }: { readonly payload: z.input<S> } & EnqueueOptions,
): Promise<void> {
  const runAt = new Date(ctx.now().getTime() + delayMs).toISOString();
  const parsed = job.payload.parse(payload);
  const body = JSON.stringify(parsed);
  const queueName = queue ?? job.queueOf?.(parsed) ?? null;
  await ctx.db.execute(sql`
    select graphile_worker.add_job(
      identifier => ${job.name}, payload => ${body}::json, run_at => ${runAt}::timestamptz,
      max_attempts => ${job.attempts}::int, queue_name => ${queueName}::text,
      job_key => ${key === undefined ? null : `${job.name}:${key}`}::text, job_key_mode => 'replace')`);
}
