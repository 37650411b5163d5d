import { expect, test } from "vitest";
import type { Bill, Chunk } from "@/server/gateway";
import { MessageAssembly } from "./assemble";
import { MessageEvents } from "./message-events";
import type { MessageEvent } from "./wire";

const HEAD = { id: "1", model: "lab/guide" };

function eventsOf(chunks: readonly Chunk[], bill: Bill | null = null): MessageEvent[] {
  const events = new MessageEvents(HEAD);
  return [...chunks.flatMap((chunk) => [...events.of(chunk)]), ...events.end(bill)];
}

function messageOf(chunks: readonly Chunk[]) {
  const assembly = new MessageAssembly();
  for (const event of eventsOf(chunks)) assembly.add(event);
  return assembly.result();
}

const delta = (delta: Record<string, unknown>, more: object = {}): Chunk => ({
  choices: [{ index: 0, delta, ...more }],
});
const call = (index: number, args: string, name?: string) =>
  delta({
    tool_calls: [{ index, ...(name && { id: `call_${name}` }), function: { ...(name && { name }), arguments: args } }],
  });

test("thoughts, text and a call become blocks that follow each other", () => {
  const chunks = [
    { ...delta({ role: "assistant", content: "" }), yard: { promptTokens: 9, completionTokens: 0 } },
    delta({ reasoning_content: "Let me " }),
    delta({ reasoning_content: "see." }),
    delta({ content: "I " }),
    delta({ content: "look." }),
    call(0, '{"city":', "weather"),
    call(0, '"Bern"}'),
    delta({}, { finish_reason: "tool_calls" }),
    { choices: [], usage: { prompt_tokens: 9, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 4 } } },
  ];
  expect(eventsOf(chunks).map((event) => ("index" in event ? `${event.index} ${event.type}` : event.type))).toEqual([
    "message_start",
    ...["0 content_block_start", "0 content_block_delta", "0 content_block_delta", "0 content_block_stop"],
    ...["1 content_block_start", "1 content_block_delta", "1 content_block_delta", "1 content_block_stop"],
    ...["2 content_block_start", "2 content_block_delta", "2 content_block_delta", "2 content_block_stop"],
    ...["message_delta", "message_stop"],
  ]);
  expect(eventsOf(chunks)[0]).toMatchObject({ message: { usage: { input_tokens: 9, output_tokens: 0 } } });
  expect(messageOf(chunks)).toEqual({
    ...{ id: "msg_1", type: "message", role: "assistant", model: "lab/guide" },
    content: [
      { type: "thinking", thinking: "Let me see.", signature: "" },
      { type: "text", text: "I look." },
      { type: "tool_use", id: "call_weather", name: "weather", input: { city: "Bern" } },
    ],
    ...{ stop_reason: "tool_use", stop_sequence: null },
    usage: { input_tokens: 5, cache_read_input_tokens: 4, cache_creation_input_tokens: 0, output_tokens: 7 },
  });
});

test("what is charged, and what it costs, stands in the last usage", () => {
  const prompt_tokens_details = { cached_tokens: 4, cache_write_tokens: 2 };
  const usage = { prompt_tokens: 9, completion_tokens: 7, prompt_tokens_details };
  const tokens = { inputTokens: 10, cachedInputTokens: 5, outputTokens: 8 };
  const events = eventsOf([{ choices: [], usage }], { tokens, cost: "0.00059", currency: "USD" });
  expect(events.at(-2)).toMatchObject({
    type: "message_delta",
    usage: {
      ...{ input_tokens: 3, cache_read_input_tokens: 5, cache_creation_input_tokens: 2, output_tokens: 8 },
      ...{ cost: "0.00059", currency: "USD" },
    },
  });
});

test("pieces of calls that come mixed are put in order", () => {
  const chunks = [call(0, '{"a":', "one"), call(1, '{"b":', "two"), call(0, "1}"), call(1, "2}")];
  expect(messageOf(chunks).content).toEqual([
    { type: "tool_use", id: "call_one", name: "one", input: { a: 1 } },
    { type: "tool_use", id: "call_two", name: "two", input: { b: 2 } },
  ]);
});

test.each([
  [{ finish_reason: "stop" }, { stop_reason: "end_turn", stop_sequence: null }],
  [
    { finish_reason: "stop", stop_reason: "END" },
    { stop_reason: "stop_sequence", stop_sequence: "END" },
  ],
  [{ finish_reason: "length" }, { stop_reason: "max_tokens", stop_sequence: null }],
  [{ finish_reason: "tool_calls" }, { stop_reason: "tool_use", stop_sequence: null }],
  [{ finish_reason: "content_filter" }, { stop_reason: "refusal", stop_sequence: null }],
])("a chat that ended by %o ends by %o", (told, ending) => {
  expect(messageOf([delta({ content: "x" }, told)])).toMatchObject(ending);
});

test("a call that was cut has no input, one that is not JSON is an error", () => {
  const cut = [call(0, '{"a":', "one"), delta({}, { finish_reason: "length" })];
  expect(messageOf(cut)).toMatchObject({ stop_reason: "max_tokens", content: [{ type: "tool_use", input: {} }] });
  expect(() => messageOf([call(0, '{"a":', "one"), delta({}, { finish_reason: "tool_calls" })])).toThrow(/not JSON/);
});

test("a runtime that goes back to a call that had ended is not believed", () => {
  expect(() => eventsOf([call(0, "{}", "one"), delta({ content: "and" }), call(0, "{}")])).toThrow(/went back/);
});

test("nothing at all is an empty message", () => {
  expect(messageOf([])).toMatchObject({ content: [], stop_reason: "end_turn", usage: { output_tokens: 0 } });
});
