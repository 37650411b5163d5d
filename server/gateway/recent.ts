const TTL_MS = 1_000;
const MAX_ENTRIES = 10_000;

interface Entry<T> {
  readonly until: number;
  readonly value: Promise<T>;
}

/**
 * Remembers answers of the database for a second, so that calls in quick succession do not ask again. What changes is
 * therefore seen a second later at most; what is absent or fails is not remembered.
 */
export function createRecent<T>(now: () => number = () => performance.now()) {
  const entries = new Map<string, Entry<T>>();

  return async (key: string, load: () => Promise<T>): Promise<T> => {
    const known = entries.get(key);
    if (known && known.until > now()) return known.value;
    const value = load();
    entries.delete(key);
    entries.set(key, { until: now() + TTL_MS, value });
    for (const [oldest] of entries) {
      if (entries.size <= MAX_ENTRIES) break;
      entries.delete(oldest);
    }
    try {
      return await value;
    } catch (error) {
      entries.delete(key);
      throw error;
    }
  };
}
export type Recent<T> = ReturnType<typeof createRecent<T>>;
