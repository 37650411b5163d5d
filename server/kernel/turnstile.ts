/**
 * Lets a number of works run at the same time; more wait in line, and too many are sent away. Works of one lane, such as
 * an account, leave room to those of others.
 */
export interface Turnstile {
  /** Throws what `refuse` says when the line is full. */
  pass<T>(work: () => Promise<T>, lane?: string): Promise<T>;
  /** Like `pass` for something that ends elsewhere: call what it returns exactly once. */
  enter(lane?: string): Promise<() => void>;
  /** Whether whoever comes now has to wait, of whatever lane. */
  isFull(): boolean;
}

interface Room {
  readonly places: number;
  readonly longestLine: number;
}

interface Config extends Room {
  /** What one lane may have of it; default: all. */
  readonly perLane?: Room;
  /** What is told to who finds the line full. */
  readonly refuse: () => Error;
}

interface Waiting {
  readonly lane: string;
  readonly go: () => void;
}

export function createTurnstile({ places, longestLine, refuse, perLane = { places, longestLine } }: Config): Turnstile {
  const line: Waiting[] = [];
  const inLane = new Map<string, number>();
  let inside = 0;

  const count = (lane: string, change: 1 | -1) => {
    const now = (inLane.get(lane) ?? 0) + change;
    if (now === 0) inLane.delete(lane);
    else inLane.set(lane, now);
    inside += change;
  };
  const hasRoom = (lane: string) => inside < places && (inLane.get(lane) ?? 0) < perLane.places;
  const leave = (lane: string) => {
    count(lane, -1);
    const at = line.findIndex((waiting) => hasRoom(waiting.lane));
    const [next] = at < 0 ? [] : line.splice(at, 1);
    if (!next) return;
    count(next.lane, 1);
    next.go();
  };
  const wait = (lane: string) => {
    const ofLane = line.filter((waiting) => waiting.lane === lane).length;
    if (line.length >= longestLine || ofLane >= perLane.longestLine) throw refuse();
    return new Promise<void>((go) => line.push({ lane, go }));
  };
  const enter = async (lane = "") => {
    if (hasRoom(lane)) count(lane, 1);
    else await wait(lane);
    return () => leave(lane);
  };
  return {
    enter,
    isFull: () => inside >= places,
    async pass(work, lane) {
      const out = await enter(lane);
      try {
        return await work();
      } finally {
        out();
      }
    },
  };
}
