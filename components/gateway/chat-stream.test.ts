import { expect, test } from "vitest";
import { chatEvents } from "./chat-stream";

const chunk = (value: object) => `data: ${JSON.stringify(value)}\n\n`;
const said = (content: string) => chunk({ choices: [{ delta: { content }, finish_reason: null }], usage: null });

/** The same bytes, cut after every third: also in the middle of a character. */
function cut(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const parts = Array.from({ length: Math.ceil(bytes.length / 3) }, (_, at) => bytes.slice(at * 3, at * 3 + 3));
  return new ReadableStream({
    start(stream) {
      for (const part of parts) stream.enqueue(part);
      stream.close();
    },
  });
}

test("text, the reason of the end and the usage come through, however the bytes are cut", async () => {
  const end = chunk({ choices: [{ delta: {}, finish_reason: "stop" }], usage: null });
  const usage = chunk({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } });
  const events = await Array.fromAsync(
    chatEvents(cut(`: keep-alive\n\n${said("你好")}${said(" world")}${end}${usage}data: [DONE]\n\n`)),
  );
  expect(events).toEqual([
    { text: "你好" },
    { text: " world" },
    { finishReason: "stop" },
    { usage: { inputTokens: 3, outputTokens: 2 } },
  ]);
});

test("an error within the stream is thrown with its code", async () => {
  const error = chunk({ error: { code: "upstream_error", message: "The runtime broke off" } });
  await expect(Array.fromAsync(chatEvents(cut(said("half") + error)))).rejects.toMatchObject({
    code: "upstream_error",
    message: "The runtime broke off",
  });
});

test("a stream that just ends was cut", async () => {
  await expect(Array.fromAsync(chatEvents(cut(said("half"))))).rejects.toMatchObject({ code: "upstream_error" });
});
