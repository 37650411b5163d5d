import type { Asked, Body, ProviderKind } from "../kind";
import { createMessageReader } from "./from-events";
import { messageOf } from "./to-message";

const VERSION = "2023-06-01";

/** Anthropic's interface; the base address ends in `/v1`. Messages go as they came, chats are translated. */
export const anthropic: ProviderKind = {
  id: "anthropic",
  modelsPath: "/models",
  headersOf: (credential) => ({
    "anthropic-version": VERSION,
    ...(credential !== null && { "x-api-key": credential }),
  }),
  paths: { "chat.completions": "/messages", messages: "/messages", count_tokens: "/messages/count_tokens" },
  bodyOf,
  createReader: (wire) => createMessageReader({ isNative: wire === "messages" }),
  refusalIn,
};

function bodyOf({ wire, body, model }: Asked): Body {
  if (wire === "count_tokens") return { ...body, model };
  return { ...(wire === "messages" ? body : messageOf(body)), model, stream: true };
}

function refusalIn(told: unknown): { readonly error: Body } | null {
  const { type, message } = Object(Object(told).error);
  if (typeof message !== "string") return null;
  return {
    error: { message, type: typeof type === "string" ? type : "invalid_request_error", param: null, code: null },
  };
}
