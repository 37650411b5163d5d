import type { Exchange } from "@/server/edge/exchange";
import { type Generation, generate } from "@/server/edge/generation/generate";
import { limitedCallerOf } from "@/server/edge/generation/limits";
import { promptBound, readCall } from "@/server/edge/generation/read-call";
import type { Upstreams } from "@/server/edge/generation/upstream";
import { admit, type Directory } from "@/server/gateway";
import { DomainError } from "@/server/kernel";
import { admitted } from "./admitted";
import { limitWords } from "./limit-words";
import { tellingOf } from "./telling";
import { ChatRequest } from "./wire";

interface Deps {
  readonly directory: Directory;
  readonly upstreams: Upstreams;
}

/** Runs a chat. Where nobody begins to answer it, the next of `models` is asked: each try is a call of its own. */
export async function chat(exchange: Exchange, { directory, upstreams }: Deps): Promise<void> {
  const caller = await limitedCallerOf(exchange, limitWords);
  const { models, ...body } = await readCall(exchange, ChatRequest);
  const wanted = [...new Set([body.model, ...(models ?? [])])];
  const maxTokens = body.max_completion_tokens ?? body.max_tokens ?? null;
  const bound = { ...promptBound(body), maxTokens, answers: body.n ?? 1 };
  const wantsUsage = body.stream_options?.include_usage === true;

  async function begin(at: number): Promise<Generation> {
    const model = wanted[at] ?? body.model;
    const call = { model, endpoint: "chat.completions", isStream: body.stream === true, bound } as const;
    const admission = await admitted(exchange, caller, () => admit(exchange.ctx, directory, { caller, call }));
    const telling = tellingOf({ model: admission.served.model, kind: "chat.completion", wantsUsage });
    const next = at + 1 < wanted.length && { next: () => beginAfter(at) };
    return { admission, wire: "chat.completions", body, telling, ...next };
  }

  /** The next one that may be called; what is wrong with those between is not what the client asked for first. */
  async function beginAfter(at: number): Promise<Generation | null> {
    const next = at + 1;
    if (next >= wanted.length) return null;
    return begin(next).catch((error: unknown) => {
      if (error instanceof DomainError) return beginAfter(next);
      throw error;
    });
  }

  const first = await begin(0).catch(async (error: unknown) => {
    const other = error instanceof DomainError && error.code === "unavailable" ? await beginAfter(0) : null;
    if (other) return other;
    throw error;
  });
  await generate(upstreams, exchange, first);
}
