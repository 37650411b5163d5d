import type { Bill, Usage } from "@/server/gateway";
import type { Status } from "./items";
import type { ResponseRequest } from "./wire";

/** What is known of a response before it is made. */
export interface Head {
  /** Of the call, without dashes. */
  readonly id: string;
  readonly createdAt: Date;
  readonly model: string;
  readonly request: ResponseRequest;
}

interface Made {
  readonly status: Status | "failed";
  readonly output: readonly object[];
  /** `null` while it is being made. */
  readonly bill: Bill | null;
  readonly usage: Usage | null;
}

const ID = /^resp_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** The call that made a response; `null` for what is no id of one. */
export function callIdOf(id: string): string | null {
  const parts = ID.exec(id);
  return parts ? parts.slice(1).join("-") : null;
}

/** A response as its client reads it, with what it was asked. */
export function responseOf({ id, createdAt, model, request }: Head, { status, output, bill, usage }: Made) {
  return {
    ...{ id: `resp_${id}`, object: "response", created_at: Math.floor(createdAt.getTime() / 1000), status },
    ...{ background: false, error: null, incomplete_details: null, model, output, ...askedOf(request) },
    ...{ service_tier: "default", store: request.store ?? true, top_logprobs: 0, truncation: "disabled" },
    ...(bill && { usage: usageOf(bill, usage) }),
  };
}

function askedOf({ reasoning, text, ...request }: ResponseRequest) {
  return {
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    max_tool_calls: request.max_tool_calls ?? null,
    metadata: request.metadata ?? {},
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    previous_response_id: request.previous_response_id ?? null,
    reasoning: { effort: null, summary: null, ...reasoning },
    temperature: request.temperature ?? null,
    text: { format: { type: "text" }, ...text },
    tool_choice: request.tool_choice ?? "auto",
    tools: request.tools ?? [],
    top_p: request.top_p ?? null,
    ...(request.user && { user: request.user }),
  };
}

function usageOf({ tokens, cost, currency }: Bill, told: Usage | null) {
  const { reasoning_tokens } = Object(Object(told).completion_tokens_details);
  return {
    input_tokens: tokens.inputTokens,
    input_tokens_details: { cached_tokens: tokens.cachedInputTokens ?? 0 },
    output_tokens: tokens.outputTokens,
    output_tokens_details: { reasoning_tokens: Number.isSafeInteger(reasoning_tokens) ? reasoning_tokens : 0 },
    total_tokens: tokens.inputTokens + tokens.outputTokens,
    ...{ cost, currency },
  };
}
