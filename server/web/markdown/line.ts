interface Waiting {
  readonly length: number;
  readonly end: (hasTurn: boolean) => void;
}

interface Config {
  readonly places: number;
  readonly patienceMs: number;
}

const LONGEST = 1_000;

/** A few go at the same time. Who asks for little goes before others, and who waited for too long goes without. */
export function createLine({ places, patienceMs }: Config) {
  const waiting = new Set<Waiting>();
  let inside = 0;
  return {
    /** `false`: no turn came. Whoever had one calls `leave`. */
    enter(length: number): Promise<boolean> {
      if (inside < places) {
        inside += 1;
        return Promise.resolve(true);
      }
      if (waiting.size >= LONGEST) return Promise.resolve(false);
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const one: Waiting = {
        length,
        end(hasTurn) {
          clearTimeout(clock);
          waiting.delete(one);
          resolve(hasTurn);
        },
      };
      const clock = setTimeout(() => one.end(false), patienceMs);
      waiting.add(one);
      return promise;
    },
    leave() {
      const [next] = [...waiting].sort((a, b) => a.length - b.length);
      if (next) next.end(true);
      else inside -= 1;
    },
  };
}
