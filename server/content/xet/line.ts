import { DomainError } from "@/server/kernel";
import type { ContentReason } from "../contract";

/** Lets a number of works run at the same time; more wait, and who finds too many waiting is sent away. */
export interface Line {
  /** Throws `unavailable` (`threads_busy`) when too many wait already. */
  pass<T>(work: () => Promise<T>): Promise<T>;
}

export function createLine(places: number, longest: number): Line {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return {
    async pass(work) {
      if (inside < places) inside += 1;
      else if (waiting.length >= longest) throw busy();
      else await new Promise<void>((enter) => waiting.push(enter));
      try {
        return await work();
      } finally {
        const enter = waiting.shift();
        if (enter) enter();
        else inside -= 1;
      }
    },
  };
}

function busy(): DomainError {
  const reason: ContentReason = "threads_busy";
  return new DomainError("unavailable", "Too many uploads at once; try again in a moment", { reason });
}
