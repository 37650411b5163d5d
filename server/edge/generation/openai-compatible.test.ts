import { describe } from "vitest";
import { conformsToProvider } from "./provider.conformance";

const HEAD = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1_764_000_000, model: "big-1-2026-01-01" };
const event = (chunk: object) => `data: ${JSON.stringify({ ...HEAD, ...chunk })}\n\n`;
const choice = (delta: object, finish_reason: string | null = null) =>
  event({ choices: [{ index: 0, delta, logprobs: null, finish_reason }], usage: null });
const beginning = (texts: readonly string[]) =>
  [choice({ role: "assistant", content: "" }), ...texts.map((content) => choice({ content }))].join("");

describe("a provider that speaks OpenAI's language", () =>
  conformsToProvider({
    kind: "openai-compatible",
    chatPath: "/v1/chat/completions",
    credentialIn: ({ headers }) => headers.authorization?.replace("Bearer ", ""),
    questionIn: ({ body }) => Object(body.messages)[0]?.content,
    beginning,
    stream: ({ texts, usage }) =>
      [
        beginning(texts),
        choice({}, "stop"),
        ...(usage
          ? [
              event({
                choices: [],
                usage: {
                  ...{ prompt_tokens: usage.input, completion_tokens: usage.output },
                  total_tokens: usage.input + usage.output,
                  prompt_tokens_details: { cached_tokens: usage.cached },
                },
              }),
            ]
          : []),
        "data: [DONE]\n\n",
      ].join(""),
    breaking: 'data: {"error":{"message":"secret of the provider"}}\n\n',
    refusal: (message) => ({ error: { message, type: "invalid_request_error", param: null, code: null } }),
  }));
