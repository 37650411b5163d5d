import { type Ctx, DomainError } from "@/server/kernel";
import type { Caller } from "../caller";
import { CLOCK, type Clock } from "../kept-answers";
import { createComplaints } from "../pool/complaints";
import type { Metric } from "./refused";
import { createSlots } from "./slots";
import { createWindows, type Standing } from "./windows";

/** Counts a call out, with the tokens that it used; twice is harmless. */
export type Leave = (usedTokens: number) => void;

interface Wanted {
  readonly caller: Caller;
  /** The most that the call may use, as far as it is known before. */
  readonly tokens: number;
}

/** Undoes what was counted. */
type Undo = (usedTokens: number) => void;

/** How the database is asked by a call that does not wait for it long. */
function createAsking(clock: Clock) {
  const complaints = createComplaints("Limits of API keys cannot be counted: calls go on without them");

  /** The answer; `null` when the database is away or late. */
  async function unlessAway<T>(ctx: Ctx, asked: Promise<T>): Promise<T | null> {
    const answer = asked.then(
      (value) => {
        complaints.worked();
        return value;
      },
      (error: unknown) => {
        if (error instanceof DomainError) throw error;
        complaints.failed(ctx, error);
        return null;
      },
    );
    return Promise.race([answer, clock.patience().then(() => null)]);
  }

  /** What the database answers late is counted all the same, and undone with the rest. */
  async function counted<T>(ctx: Ctx, asked: Promise<T>, undo: (taken: T, used: number) => unknown): Promise<Undo> {
    await unlessAway(ctx, asked);
    return (used) => {
      asked
        .then((taken) => undo(taken, used))
        .catch((error: unknown) => {
          if (!(error instanceof DomainError)) complaints.failed(ctx, error);
        });
    };
  }

  return { unlessAway, counted };
}

/**
 * Requests and tokens by the minute, and calls at once, of keys that are limited. What is counted is shared by all
 * processes through the database; while that is away, and for what it does not answer in time, nothing is refused: money
 * is guarded by budgets. One for each process.
 */
export function createLimiter(clock: Clock = CLOCK) {
  const [windows, slots] = [createWindows(), createSlots(clock.now)];
  const { unlessAway, counted } = createAsking(clock);

  async function takeSlot(ctx: Ctx, { keyId, limits }: Caller): Promise<Undo | null> {
    const limit = limits?.parallelCalls ?? null;
    if (keyId === null || limit === null) return null;
    return counted(ctx, slots.take(ctx, { keyId, limit }), (slot) => slots.free(ctx, slot));
  }

  async function countRequest(ctx: Ctx, { keyId, limits }: Caller): Promise<void> {
    const limit = limits?.requestsPerMinute ?? null;
    if (keyId === null || limit === null) return;
    await unlessAway(ctx, windows.take(ctx, { keyId, metric: "requests", limit, amount: 1 }));
  }

  async function takeTokens(ctx: Ctx, { caller: { keyId, limits }, tokens: amount }: Wanted): Promise<Undo | null> {
    const limit = limits?.tokensPerMinute ?? null;
    if (keyId === null || limit === null) return null;
    return counted(ctx, windows.take(ctx, { keyId, metric: "tokens", limit, amount }), (startedAt, used) =>
      windows.correct(ctx, { keyId, metric: "tokens", taken: { amount, startedAt }, used }),
    );
  }

  return {
    /** Counts a call in, in all limits of its key or in none but the requests. Throws `quota_exceeded`. */
    async enter(ctx: Ctx, wanted: Wanted): Promise<Leave> {
      const undo: Undo[] = [];
      const leave: Leave = (usedTokens) => {
        for (const one of undo.splice(0)) one(usedTokens);
      };
      try {
        const slot = await takeSlot(ctx, wanted.caller);
        if (slot) undo.push(slot);
        await countRequest(ctx, wanted.caller);
        const tokens = await takeTokens(ctx, wanted);
        if (tokens) undo.push(tokens);
        return leave;
      } catch (error) {
        leave(0);
        throw error;
      }
    },

    /** What is left of the minute of a key, for each of its limits by the minute; asks nobody. */
    standing({ keyId, limits }: Caller, now: Date): readonly Standing[] {
      if (keyId === null || !limits) return [];
      const { requestsPerMinute, tokensPerMinute } = limits;
      const standingOf = (metric: Metric, limit: number | null) =>
        limit === null ? [] : [windows.standing(keyId, { metric, limit, now })];
      return [...standingOf("requests", requestsPerMinute), ...standingOf("tokens", tokensPerMinute)];
    },

    /** What has to be done every second. */
    async tick(ctx: Ctx): Promise<void> {
      windows.sweep(ctx.now());
      await slots.tick(ctx);
    },
  };
}
export type Limiter = ReturnType<typeof createLimiter>;
