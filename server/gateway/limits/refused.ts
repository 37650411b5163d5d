import { DomainError } from "@/server/kernel";
import type { Endpoint } from "../contract";

export const modelNotAllowed = (model: string) =>
  new DomainError("forbidden", `This API key may not call '${model}'; GET /v1/key says what it may call`, {
    reason: "model_not_allowed",
    details: { param: "model" },
  });

const CALLED: Readonly<Record<Endpoint, string>> = {
  "chat.completions": "/v1/chat/completions",
  completions: "/v1/completions",
  embeddings: "/v1/embeddings",
  messages: "/v1/messages",
  responses: "/v1/responses",
  moderations: "/v1/moderations",
  rerank: "/v1/rerank",
};

export const endpointNotAllowed = (endpoint: Endpoint) =>
  new DomainError("forbidden", `This API key may not call ${CALLED[endpoint]}; GET /v1/key says what it may call`, {
    reason: "endpoint_not_allowed",
  });

export const addressNotAllowed = (address: string | null) =>
  new DomainError("forbidden", `This API key may not be used from ${address ?? "an unknown address"}`, {
    reason: "address_not_allowed",
  });

/** What is counted by the minute. */
export type Metric = "requests" | "tokens";

interface Minute {
  readonly metric: Metric;
  readonly limit: number;
  /** Until the minute is over, rounded up. */
  readonly seconds: number;
}

export const tooFast = ({ metric, limit, seconds }: Minute) =>
  new DomainError(
    "quota_exceeded",
    `This API key may use ${limit} ${metric} a minute, and this minute's are used up; try again in ${seconds} s`,
    { reason: "rate_limit_exceeded", details: { limit: `${metric}_per_minute`, retryAfterSeconds: seconds } },
  );

/** A call that no minute is large enough for: to try again does not help. */
export const neverFits = (tokens: number, limit: number) =>
  new DomainError(
    "quota_exceeded",
    `This call may use up to ${tokens} tokens, and this API key may use ${limit} a minute: send less, or name fewer max_tokens`,
    { reason: "rate_limit_exceeded", details: { limit: "tokens_per_minute" } },
  );

const NEXT_TRY_SECONDS = 1;

export const tooManyAtOnce = (limit: number) =>
  new DomainError("quota_exceeded", `This API key may make ${limit} calls at once, and as many are running`, {
    reason: "rate_limit_exceeded",
    details: { limit: "parallel_calls", retryAfterSeconds: NEXT_TRY_SECONDS },
  });
