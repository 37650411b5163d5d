import { DomainError } from "@/server/kernel";

/** Each may take 10 MiB and ten seconds. */
const AT_ONCE = 16;
const MAX_WAITING = 500;

/** So many pictures at once; others wait their turn, or are refused when too many wait. */
export function createQueue() {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting.length >= MAX_WAITING)
      throw new DomainError("unavailable", "Too many pictures are being fetched; try again in a moment");
    if (running < AT_ONCE) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
