import type { Bill, Usage } from "@/server/gateway";

interface Told extends Usage {
  readonly completion_tokens_details?: unknown;
}

/** A usage as clients of OpenAI read it: the tokens that are charged, with what they cost as exact decimal text. */
export const usageOf = ({ tokens, cost, currency }: Bill, told: Told | null = null) => ({
  prompt_tokens: tokens.inputTokens,
  completion_tokens: tokens.outputTokens,
  total_tokens: tokens.inputTokens + tokens.outputTokens,
  ...(told?.prompt_tokens_details && { prompt_tokens_details: told.prompt_tokens_details }),
  ...(told?.completion_tokens_details ? { completion_tokens_details: told.completion_tokens_details } : {}),
  ...{ cost, currency },
});
