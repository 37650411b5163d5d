import { setTimeout as pause } from "node:timers/promises";
import { createLatest } from "@/server/kept/latest";
import { DomainError } from "@/server/kernel";

const TTL_MS = 1_000;
const MAX_ENTRIES = 10_000;
const MAX_WAIT_MS = 250;

export interface Clock {
  /** Milliseconds that only go forward. */
  readonly now: () => number;
  /** Resolves when a call has waited long enough for the database. */
  readonly patience: () => Promise<unknown>;
}

export const CLOCK: Clock = {
  now: () => performance.now(),
  patience: () => pause(MAX_WAIT_MS, undefined, { ref: false }),
};

interface Config extends Partial<Clock> {
  /** How long an answer is not asked for again. */
  readonly ttlMs?: number;
}

interface Question<T> {
  readonly load: () => Promise<T>;
  /** Whether an earlier answer may still be one. */
  readonly isValid?: (value: T) => boolean;
}

interface Entry<T> {
  readonly until: number;
  readonly value: Promise<T>;
  /** What the database said last. */
  last: { readonly value: T } | null;
}

/**
 * Remembers answers of the database for a second, so that calls in quick succession do not ask again. While the database
 * does not answer, its last answer stands; what it says does not exist is forgotten at once.
 */
export function createKeptAnswers<T>({ ttlMs = TTL_MS, now = CLOCK.now, patience = CLOCK.patience }: Config = {}) {
  const entries = createLatest<Entry<T>>({ most: MAX_ENTRIES });

  /** The answer, or the last one where the database is late or away. */
  function within(answer: Promise<T>, last: T): Promise<T> {
    const orLast = answer.catch((error: unknown) => {
      if (error instanceof DomainError) throw error;
      return last;
    });
    return Promise.race([orLast, patience().then(() => last)]);
  }

  async function ask(key: string, { load, isValid = () => true }: Question<T>): Promise<T> {
    const known = entries.get(key)?.last ?? null;
    const last = known && isValid(known.value) ? known : null;
    const answer = load();
    const entry = { until: now() + ttlMs, value: last ? within(answer, last.value) : answer, last };
    entries.set(key, entry);
    answer.then(
      (value) => {
        entry.last = { value };
      },
      (error: unknown) => {
        if (error instanceof DomainError || last === null) entries.delete(key);
      },
    );
    return entry.value;
  }

  return async (key: string, question: Question<T>): Promise<T> => {
    const known = entries.get(key);
    if (!known || known.until <= now()) return ask(key, question);
    const value = await known.value;
    return question.isValid?.(value) === false ? ask(key, question) : value;
  };
}
export type KeptAnswers<T> = ReturnType<typeof createKeptAnswers<T>>;
