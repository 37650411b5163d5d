interface Bounds<V> {
  /** How much all values may weigh together. */
  readonly most: number;
  /** Of one value, always the same; 1 unless told, so that `most` is their number. */
  readonly weightOf?: (value: V) => number;
}

/** Values by their keys, as much as fits: what was set or asked for last stays. */
export interface Latest<V> {
  get(key: string): V | undefined;
  /** Lets go what was not used for the longest, until it fits. What weighs more than everything may is not kept. */
  set(key: string, value: V): void;
  delete(key: string): void;
  /** What was not used for the longest comes first; looking at it so is no use of it. */
  entries(): IterableIterator<[string, V]>;
}

/** A memory of one process that does not grow beyond its bounds. */
export function createLatest<V>({ most, weightOf = () => 1 }: Bounds<V>): Latest<V> {
  const all = new Map<string, V>();
  let weight = 0;
  // One that begins anew for each would pass all that has gone since the last time memory was put in order.
  let oldest = all.keys();
  const drop = (key: string) => {
    const value = all.get(key);
    if (value === undefined) return;
    all.delete(key);
    weight -= weightOf(value);
  };
  return {
    get(key) {
      const value = all.get(key);
      if (value === undefined) return undefined;
      all.delete(key);
      all.set(key, value);
      return value;
    },
    set(key, value) {
      drop(key);
      if (weightOf(value) > most) return;
      all.set(key, value);
      weight += weightOf(value);
      while (weight > most) {
        const { value: next, done } = oldest.next();
        if (done) oldest = all.keys();
        else drop(next);
      }
    },
    delete: drop,
    entries: () => all.entries(),
  };
}
