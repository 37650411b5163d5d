import { gitError } from "./git-error";

/** Lets a number of works run at the same time; more wait in line, and too many are sent away. */
export interface Turnstile {
  /** Throws `unavailable` (`git_busy`) when the line is full. */
  pass<T>(work: () => Promise<T>): Promise<T>;
  /** Like `pass` for something that ends elsewhere: call what it returns exactly once. */
  enter(): Promise<() => void>;
}

export function createTurnstile(places: number, longestLine: number): Turnstile {
  const line: (() => void)[] = [];
  let inside = 0;

  const leave = () => {
    const next = line.shift();
    if (next) next();
    else inside -= 1;
  };
  const enter = async () => {
    if (inside < places) inside += 1;
    else if (line.length >= longestLine) {
      throw gitError("unavailable", "Too many git requests at once, try again soon", { reason: "git_busy" });
    } else await new Promise<void>((next) => line.push(next));
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
