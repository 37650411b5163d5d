/** Lets a number of works run at the same time; more wait in line, and too many are sent away. */
export interface Turnstile {
  /** Throws what `refuse` says when the line is full. */
  pass<T>(work: () => Promise<T>): Promise<T>;
  /** Like `pass` for something that ends elsewhere: call what it returns exactly once. */
  enter(): Promise<() => void>;
}

interface Config {
  readonly places: number;
  readonly longestLine: number;
  /** What is told to who finds the line full. */
  readonly refuse: () => Error;
}

export function createTurnstile({ places, longestLine, refuse }: Config): Turnstile {
  const line: (() => void)[] = [];
  let inside = 0;

  const leave = () => {
    const next = line.shift();
    if (next) next();
    else inside -= 1;
  };
  const enter = async () => {
    if (inside < places) inside += 1;
    else if (line.length >= longestLine) throw refuse();
    else await new Promise<void>((next) => line.push(next));
    return leave;
  };
  return {
    enter,
    async pass(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
