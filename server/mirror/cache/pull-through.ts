import { refusal } from "../refusal";

declare module "@/server/kernel/live" {
  interface Live {
    readonly pullThrough: PullThrough;
  }
}

/** Clients that wait in this process for what is being fetched. */
export interface PullThrough {
  /** Waits together with everybody who waits under the same key. Throws `unavailable` when too much is waited for. */
  readonly share: <T>(key: string, wait: () => Promise<T>) => Promise<T>;
}

const MAX_WAITS = 100;

export function createPullThrough(): PullThrough {
  const waits = new Map<string, Promise<unknown>>();
  return {
    share<T>(key: string, wait: () => Promise<T>): Promise<T> {
      const known = waits.get(key);
      // What waits under a key was put there by the caller of the same line.
      if (known !== undefined) return known as Promise<T>;
      if (waits.size >= MAX_WAITS) throw beingFetched();
      const waiting = wait().finally(() => waits.delete(key));
      waits.set(key, waiting);
      return waiting;
    },
  };
}

export const beingFetched = () =>
  refusal("unavailable", "The repository is being fetched from another hub: ask again in a while", "being_fetched");
