import type { Exchange } from "@/server/edge/exchange";
import { counted } from "@/server/edge/generation/limits";
import type { Caller } from "@/server/gateway";
import { limitWords } from "./limit-words";

/** The call's id is what the client reads as its request id, and what usage lists it under. */
export async function admitted<T extends { readonly id: string }>(
  exchange: Exchange,
  caller: Caller,
  admit: () => Promise<T>,
): Promise<T> {
  const admission = await counted(exchange, { caller, words: limitWords }, admit);
  exchange.response.setHeader("x-request-id", admission.id);
  exchange.response.setHeader("x-generation-id", admission.id);
  return admission;
}
