import type { Exchange } from "@/server/edge/exchange";
import { generate } from "@/server/edge/generation/generate";
import { limitedCallerOf } from "@/server/edge/generation/limits";
import { promptBound, readCall } from "@/server/edge/generation/read-call";
import type { Upstreams } from "@/server/edge/generation/upstream";
import { respondJson } from "@/server/edge/respond";
import { admit, assertMayUse, type Directory, deleteResponse, getResponse, listConversation } from "@/server/gateway";
import { DomainError } from "@/server/kernel";
import { admitted } from "../admitted";
import { limitWords } from "../limit-words";
import { createKeeping } from "./keeping";
import { callIdOf } from "./response";
import { ResponseEvents } from "./response-events";
import { tellingOf } from "./telling";
import { chatOf, itemsOf } from "./to-chat";
import { ResponseRequest } from "./wire";
import { withResponse } from "./with-response";

interface Deps {
  readonly directory: Directory;
  readonly upstreams: Upstreams;
}

/** Makes a response with a chat, and keeps it unless its client does not want that. */
export async function createResponse(exchange: Exchange, { directory, upstreams }: Deps): Promise<void> {
  const { ctx } = exchange;
  const caller = await limitedCallerOf(exchange, limitWords);
  assertMayUse(caller.limits, "responses");
  const request = await readCall(exchange, ResponseRequest);
  const previous = request.previous_response_id ?? null;
  const previousId = previous === null ? null : callIdOf(previous);
  const body = chatOf(request, previous === null ? [] : await listConversation(ctx, caller, previousId));
  const bound = { ...promptBound(body), maxTokens: request.max_output_tokens ?? null, answers: 1 };
  const call = { model: request.model, endpoint: "responses", isStream: request.stream === true, bound } as const;
  const admission = await admitted(exchange, caller, () => admit(ctx, directory, { caller, call }));

  const { id, served, startedAt: createdAt } = admission;
  const events = new ResponseEvents({ id: id.replaceAll("-", ""), createdAt, model: served.model, request });
  const asked = itemsOf(request.input);
  const keep = request.store === false ? undefined : createKeeping(ctx, { caller, id, previousId, asked });
  await generate(upstreams, exchange, { admission, wire: "chat.completions", body, telling: tellingOf(events, keep) });
}

/** A response that was kept; reading it costs nothing. */
export async function tellResponse(exchange: Exchange, id: string): Promise<void> {
  const body = await withResponse(exchange, id, async (caller, callId) => {
    if (exchange.query.get("stream") === "true") throw notStreamed();
    return getResponse(exchange.ctx, caller, callId);
  });
  respondJson(exchange, { status: 200, body, headers: { "cache-control": "no-store" } });
}

const notStreamed = () =>
  new DomainError("invalid", "stream: A response that is kept is told whole", { details: { param: "stream" } });

export async function dropResponse(exchange: Exchange, id: string): Promise<void> {
  await withResponse(exchange, id, (caller, callId) => deleteResponse(exchange.ctx, caller, callId));
  respondJson(exchange, { status: 200, body: { id, object: "response", deleted: true } });
}

/** Only what is made in the background can be cancelled; a response that is being made ends when its client leaves. */
export async function cancelResponse(exchange: Exchange, id: string): Promise<void> {
  await withResponse(exchange, id, (caller, callId) => getResponse(exchange.ctx, caller, callId));
  throw new DomainError(
    "invalid",
    "Cannot cancel a synchronous response: responses are not made in the background here",
  );
}
