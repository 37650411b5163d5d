import { z } from "zod";
import type { Ctx } from "./context";
import { defineJob, enqueue, type Job } from "./jobs";

export interface Event<S extends z.ZodType = z.ZodType> {
  readonly name: `${string}.${string}`;
  readonly payload: S;
}

/** Named after what happened, never after what a listener should do. Carries ids, no secret. */
export const defineEvent = <S extends z.ZodType>(event: Event<S>): Event<S> => event;

/** Carries an event to the worker, which turns it into one job for each subscription. */
export const deliverEvent = defineJob({
  name: "kernel.deliverEvent",
  payload: z.object({ event: z.string(), payload: z.unknown() }),
  attempts: 25,
  timeoutMs: 30_000,
});

/** Joins the caller's transaction: a rolled back use case is no news. */
export const publish = async <S extends z.ZodType>(ctx: Ctx, event: Event<S>, payload: z.input<S>): Promise<void> =>
  enqueue(ctx, deliverEvent, { payload: { event: event.name, payload: event.payload.parse(payload) } });

/** A job that runs after an event, for the wiring in `server/worker/subscriptions.ts`. */
export interface Subscription {
  readonly event: Event;
  readonly job: Job;
  readonly payloadOf: (payload: never) => unknown;
}

/** Ties an event to a job: the only way news travels up the tiers. */
export const subscribe = <E extends z.ZodType, J extends z.ZodType>(
  event: Event<E>,
  job: Job<J>,
  payloadOf: (payload: z.output<E>) => z.input<J>,
): Subscription => ({ event, job, payloadOf });
