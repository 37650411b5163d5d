import type { Exchange } from "@/server/edge/exchange";
import { limitedCallerOf } from "@/server/edge/generation/limits";
import { assertMayUse, type Caller } from "@/server/gateway";
import { notFound, notFoundAs } from "@/server/kernel";
import { limitWords } from "../limit-words";
import { callIdOf } from "./response";

/** Works on a kept response for who may use them; `callId`: of the call that made it. Throws `not_found` by the id that was asked for. */
export async function withResponse<T>(
  exchange: Exchange,
  id: string,
  work: (caller: Caller, callId: string) => Promise<T>,
): Promise<T> {
  const caller = await limitedCallerOf(exchange, limitWords);
  assertMayUse(caller.limits, "responses");
  const callId = callIdOf(id);
  if (callId === null) throw notFound("Response", id);
  return work(caller, callId).catch(notFoundAs("Response", id));
}
