import type { Ctx } from "@/server/kernel";
import { type Metric, neverFits, tooFast } from "./refused";
import { takePart } from "./store";

const MINUTE_MS = 60_000;
/** A process takes one part in so many of a limit at once: that much of a minute may be lost with it. */
const PARTS = 32;

interface Window {
  readonly startedAt: number;
  /** Taken from the minute and not used yet; below 0 where calls used more than they had asked for. */
  free: number;
  /** What nobody had taken from the minute when the database was asked last; `null` before that. */
  left: number | null;
  /** While more is asked for, for everybody who waits at the same time. */
  refill: Promise<Refill> | null;
}

interface Refill {
  readonly need: number;
  /** Whether the minute has not so much left. */
  readonly isRefused: boolean;
}

interface Wanted {
  readonly keyId: string;
  readonly metric: Metric;
  readonly limit: number;
  readonly amount: number;
}

/** What is left of a minute. */
export interface Standing {
  readonly metric: Metric;
  readonly limit: number;
  readonly remaining: number;
  readonly resetsAt: Date;
}

interface Correction extends Pick<Wanted, "keyId" | "metric"> {
  readonly taken: { readonly amount: number; readonly startedAt: number };
  readonly used: number;
}

const secondsLeft = ({ now }: Ctx, { startedAt }: Window) =>
  Math.max(1, Math.ceil((startedAt + MINUTE_MS - now().getTime()) / 1000));

function refilled(ctx: Ctx, window: Window, wanted: Wanted): Promise<Refill> {
  window.refill ??= ask(ctx, window, wanted).finally(() => {
    window.refill = null;
  });
  return window.refill;
}

async function ask({ db }: Ctx, window: Window, { keyId, metric, limit, amount: need }: Wanted): Promise<Refill> {
  if (need > limit) return { need, isRefused: true };
  const startedAt = new Date(window.startedAt);
  const want = Math.max(need, Math.floor(limit / PARTS));
  const { part, left } = await takePart(db, { keyId, metric, startedAt, limit, need, want });
  window.free += part;
  window.left = left;
  return { need, isRefused: part === 0 };
}

/** What keys may use in a minute of UTC, over all processes: each takes parts of it and spends them from memory. */
export function createWindows() {
  const windows = new Map<string, Window>();

  function windowAt(keyId: string, metric: Metric, now: Date): Window {
    const name = `${metric} ${keyId}`;
    const startedAt = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
    const known = windows.get(name);
    if (known?.startedAt === startedAt) return known;
    const window: Window = { startedAt, free: 0, left: null, refill: null };
    windows.set(name, window);
    return window;
  }

  return {
    /**
     * Takes an amount from the minute and returns when that began, in milliseconds. Throws `quota_exceeded`
     * (`rate_limit_exceeded`) when the minute has not so much left.
     */
    async take(ctx: Ctx, wanted: Wanted): Promise<number> {
      const { keyId, metric, limit, amount } = wanted;
      if (amount > limit) throw neverFits(amount, limit);
      for (;;) {
        const window = windowAt(keyId, metric, ctx.now());
        if (window.free >= amount) {
          window.free -= amount;
          return window.startedAt;
        }
        const missing = amount - window.free;
        const refill = await refilled(ctx, window, { ...wanted, amount: missing });
        if (refill.isRefused && refill.need <= missing)
          throw tooFast({ metric, limit, seconds: secondsLeft(ctx, window) });
      }
    },

    /**
     * What a call did not use goes back into the minute that it was taken from, and is lost with it; what a call used
     * beyond what it had asked for counts in this one.
     */
    correct({ now }: Ctx, { keyId, metric, taken, used }: Correction): void {
      const window = windowAt(keyId, metric, now());
      const left = taken.amount - used;
      if (left < 0 || window.startedAt === taken.startedAt) window.free += left;
    },

    /** What is left of this minute, as far as this process knows: what others took since it asked last is not in it. */
    standing(
      keyId: string,
      { metric, limit, now }: { readonly metric: Metric; readonly limit: number; readonly now: Date },
    ): Standing {
      const { free, left, startedAt } = windowAt(keyId, metric, now);
      const remaining = Math.min(limit, Math.max(0, free + (left ?? limit)));
      return { metric, limit, remaining, resetsAt: new Date(startedAt + MINUTE_MS) };
    },

    /** Forgets minutes that are over. */
    sweep(now: Date): void {
      for (const [name, { startedAt }] of windows) {
        if (startedAt + MINUTE_MS <= now.getTime()) windows.delete(name);
      }
    },
  };
}
