import type { LimitWords } from "@/server/edge/generation/limits";

/** Of a limit, in Anthropic's words; the moment is one of RFC 3339. */
export const limitWords: LimitWords = ({ metric, limit, remaining, resetsAt }) => ({
  [`anthropic-ratelimit-${metric}-limit`]: String(limit),
  [`anthropic-ratelimit-${metric}-remaining`]: String(remaining),
  [`anthropic-ratelimit-${metric}-reset`]: resetsAt.toISOString(),
});
