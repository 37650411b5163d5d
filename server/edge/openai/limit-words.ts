import type { LimitWords } from "@/server/edge/generation/limits";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** Time as Go writes it (`time.Duration`), which is how OpenAI's clients read it: `12ms`, `1.2s`, `1m0s`. */
export function durationText(ms: number): string {
  if (ms < SECOND_MS) return `${ms}ms`;
  const minutes = Math.floor(ms / MINUTE_MS);
  const seconds = (ms % MINUTE_MS) / SECOND_MS;
  return minutes === 0 ? `${seconds}s` : `${minutes}m${seconds}s`;
}

export const limitWords: LimitWords = ({ metric, limit, remaining, resetsAt }, now) => ({
  [`x-ratelimit-limit-${metric}`]: String(limit),
  [`x-ratelimit-remaining-${metric}`]: String(remaining),
  [`x-ratelimit-reset-${metric}`]: durationText(Math.max(0, resetsAt.getTime() - now.getTime())),
});
