/** How much had arrived at a moment. */
interface Mark {
  /** Milliseconds. */
  readonly at: number;
  readonly bytes: number;
}

const WINDOW_MS = 8_000;

/** Bytes per second over the last seconds; `null` until there is something to compare. */
export function createPace() {
  const marks: Mark[] = [];
  return {
    note(at: number, bytes: number) {
      marks.push({ at, bytes });
      while (marks.length > 2 && at - (marks[0]?.at ?? at) > WINDOW_MS) marks.shift();
    },
    rate(): number | null {
      const [first] = marks;
      const last = marks.at(-1);
      if (!first || !last || last.at - first.at < 500) return null;
      return Math.max(0, ((last.bytes - first.bytes) / (last.at - first.at)) * 1_000);
    },
  };
}
