import type { ScopeRow, Subject } from "@/server/billing";
import { DomainError } from "@/server/kernel";

const TTL_MS = 1_000;
const MAX_ENTRIES = 10_000;

interface Entry {
  readonly until: number;
  readonly scopes: readonly ScopeRow[];
}

/** Scopes by their subjects: read again after a second, and remembered for as long as the database does not answer. */
export function createKnownScopes(now: () => number) {
  const entries = new Map<string, Entry>();
  const loading = new Map<string, Promise<readonly ScopeRow[]>>();

  async function read(key: string, load: () => Promise<readonly ScopeRow[]>) {
    const scopes = await load();
    entries.delete(key);
    entries.set(key, { until: now() + TTL_MS, scopes });
    for (const [oldest] of entries) {
      if (entries.size <= MAX_ENTRIES) break;
      entries.delete(oldest);
    }
    return scopes;
  }

  return {
    /** Throws `unavailable` when the database does not answer and nothing is known of this period. */
    async get(subjects: readonly Subject[], at: Date, load: () => Promise<readonly ScopeRow[]>) {
      const names = JSON.stringify(subjects.map(({ kind, ref, ownerId }) => [kind, ref, ownerId]));
      const entry = entries.get(names);
      const isOfNow = entry?.scopes.every((scope) => isIn(scope, at)) === true;
      if (entry && isOfNow && entry.until > now()) return entry.scopes;
      const key = isOfNow ? names : `${names} ${at.toISOString()}`;
      const answer = loading.get(key) ?? read(names, load).finally(() => loading.delete(key));
      loading.set(key, answer);
      return answer.catch((cause: unknown) => {
        if (entry && isOfNow) return entry.scopes;
        throw new DomainError("unavailable", "Budgets cannot be read at the moment; try again", { cause });
      });
    },
  };
}

const isIn = ({ periodStart, periodEnd }: ScopeRow, at: Date) =>
  periodStart <= at && (periodEnd === null || at < periodEnd);
