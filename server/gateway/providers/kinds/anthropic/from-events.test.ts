import { expect, test } from "vitest";
import type { Chunk } from "../../../chunk";
import { createMessageReader } from "./from-events";

const usage = { input_tokens: 10, cache_read_input_tokens: 4, cache_creation_input_tokens: 6, output_tokens: 1 };
const EVENTS = [
  { type: "message_start", message: { id: "msg_1", usage } },
  { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "", signature: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "hm" } },
  { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "s" } },
  { type: "content_block_stop", index: 0 },
  { type: "content_block_start", index: 1, content_block: { type: "tool_use", id: "toolu_1", name: "f", input: {} } },
  { type: "content_block_delta", index: 1, delta: { type: "input_json_delta", partial_json: '{"a":' } },
  { type: "content_block_delta", index: 1, delta: { type: "input_json_delta", partial_json: "1}" } },
  { type: "content_block_stop", index: 1 },
  { type: "content_block_start", index: 2, content_block: { type: "tool_use", id: "toolu_2", name: "g", input: {} } },
  { type: "content_block_stop", index: 2 },
  { type: "brand_new", anything: true },
  { type: "message_delta", delta: { stop_reason: "tool_use", stop_sequence: null }, usage: { output_tokens: 30 } },
];

function read(isNative: boolean): Chunk[] {
  const reader = createMessageReader({ isNative });
  return EVENTS.flatMap((event) => {
    const chunks = reader(JSON.stringify(event));
    return chunks === "end" ? [] : chunks;
  });
}

test("thinking, calls, their end and their tokens are those of a chat", () => {
  const chunks = read(false);
  const deltas = chunks.flatMap(({ choices = [] }) => choices.map(({ delta }) => delta));
  const call = (index: number, id: string, name: string) => ({
    tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }],
  });
  const more = (index: number, text: string) => ({ tool_calls: [{ index, function: { arguments: text } }] });
  expect(deltas).toEqual([
    { role: "assistant", content: "" },
    { reasoning_content: "hm" },
    ...[call(0, "toolu_1", "f"), more(0, '{"a":'), more(0, "1}")],
    ...[call(1, "toolu_2", "g"), more(1, "{}")],
    {},
  ]);
  expect(chunks.at(-2)?.choices).toMatchObject([{ finish_reason: "tool_calls" }]);
  expect(chunks.at(-1)).toMatchObject({
    choices: [],
    usage: {
      ...{ prompt_tokens: 20, completion_tokens: 30, total_tokens: 50 },
      prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 6 },
    },
  });
});

test("who speaks the language gets every event as it came, also one that is new", () => {
  const chunks = read(true);
  expect(chunks.map(({ event }) => event)).toEqual(EVENTS);
  expect(chunks.at(-1)?.usage).toMatchObject({ prompt_tokens: 20, completion_tokens: 30 });
});

test("an answer in the middle of which nobody counts is known by its prompt and its text", () => {
  const [first, second] = read(false);
  expect(first?.yard).toEqual({ promptTokens: 20, completionTokens: 0 });
  expect(second?.yard).toEqual({ promptTokens: 20, completionTokens: 1 });
});

test("ends with its last event, and with nothing else", () => {
  const reader = createMessageReader({ isNative: false });
  expect(reader('{"type":"ping"}')).toEqual([]);
  expect(reader('{"type":"message_stop"}')).toBe("end");
  expect(() => reader('{"type":"message_start"}')).toThrow();
  expect(() => reader("{")).toThrow();
});
