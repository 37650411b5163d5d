import { createHash } from "node:crypto";
import {
  atomically,
  type Ctx,
  createTurnstile,
  type Dependency,
  DomainError,
  type Turnstile,
  unauthenticated,
} from "@/server/kernel";
import { findKeptAnswer, keepAnswer } from "./store";

interface Keyed {
  readonly key: string;
  readonly operation: string;
  readonly input: unknown;
  /** Each holds a connection to the database until its command is done, and a command may wait for git or another server. */
  readonly turns: Turnstile;
}

/** So many connections of the pool, which has ten, may be held by all; one by one person. */
export const createTurns = (): Turnstile =>
  createTurnstile({
    places: 4,
    longestLine: 300,
    perLane: { places: 1, longestLine: 60 },
    refuse: () => new DomainError("unavailable", "Too many requests with an Idempotency-Key at once; try again soon"),
  });

const MAX_KEY_LENGTH = 255;

/**
 * Runs a command once per `Idempotency-Key` and caller, and answers repeats with the first answer, for 24 hours. The
 * key's row and the effect share one transaction: two equal requests at the same time wait for one another.
 */
export async function withIdempotencyKey(
  ctx: Ctx<Dependency>,
  { key, operation, input, turns }: Keyed,
  run: (ctx: Ctx<Dependency>) => Promise<unknown>,
): Promise<unknown> {
  if (key.length > MAX_KEY_LENGTH)
    throw new DomainError("invalid", `An Idempotency-Key has at most ${MAX_KEY_LENGTH} characters`);
  const { actor } = ctx;
  if (actor.kind !== "user" && actor.kind !== "token") throw unauthenticated();
  // A token that may do less than its person must not be told what they were answered.
  const principal = actor.kind === "token" ? actor.tokenId : actor.userId;
  const requestHash = createHash("sha256")
    .update(JSON.stringify([operation, input]))
    .digest("hex");

  const work = () =>
    atomically(ctx, async (ctx) => {
      const kept = await findKeptAnswer(ctx, { principal, key });
      if (kept === null) {
        const result = await run(ctx);
        await keepAnswer(ctx, { principal, key, requestHash, answer: ctx.seal(JSON.stringify(result)) });
        return result;
      }
      if (kept.requestHash !== requestHash) {
        throw new DomainError("conflict", "This Idempotency-Key belongs to another request", {
          reason: "idempotency_key_reused",
        });
      }
      return JSON.parse(ctx.open(kept.answer) ?? "null");
    });
  return turns.pass(work, actor.userId);
}
