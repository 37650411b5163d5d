import { describe } from "vitest";
import { conformsToProvider, type Told } from "./provider.conformance";

const event = (data: { readonly type: string } & Record<string, unknown>) =>
  `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;

function start(usage: Told["usage"]): string {
  const counts = usage && {
    ...{ input_tokens: usage.input - usage.cached, cache_read_input_tokens: usage.cached },
    ...{ cache_creation_input_tokens: 0, output_tokens: 1 },
  };
  const message = { id: "msg_01", type: "message", role: "assistant", model: "big-1-20260101", content: [] };
  return event({ type: "message_start", message: { ...message, stop_reason: null, usage: counts } });
}
const piece = (text: string) => event({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } });
const body = (texts: readonly string[]) =>
  [
    event({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } }),
    event({ type: "ping" }),
    ...texts.map(piece),
  ].join("");

describe("a provider that speaks Anthropic's language", () =>
  conformsToProvider({
    kind: "anthropic",
    chatPath: "/v1/messages",
    credentialIn: ({ headers }) => headers["x-api-key"],
    questionIn: (call) => Object(call.body.messages)[0]?.content[0]?.text,
    beginning: (texts) => start(null) + body(texts),
    stream: ({ texts, usage }) =>
      [
        start(usage),
        body(texts),
        event({ type: "content_block_stop", index: 0 }),
        event({
          ...{ type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null } },
          ...(usage && { usage: { output_tokens: usage.output } }),
        }),
        event({ type: "message_stop" }),
      ].join(""),
    breaking: event({ type: "error", error: { type: "overloaded_error", message: "secret of the provider" } }),
    refusal: (message) => ({ type: "error", error: { type: "invalid_request_error", message } }),
  }));
