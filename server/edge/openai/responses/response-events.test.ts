import { expect, test } from "vitest";
import type { Chunk } from "@/server/gateway";
import { ResponseEvents } from "./response-events";

const HEAD = { id: "1", createdAt: new Date(0), model: "lab/guide", request: { model: "lab/guide", input: "Hi" } };
const BILL = { tokens: { inputTokens: 9, outputTokens: 7 }, cost: "0.00059", currency: "USD" };

const delta = (delta: Record<string, unknown>, finish_reason: string | null = null): Chunk => ({
  choices: [{ index: 0, delta, finish_reason }],
});
const piece = (index: number, text: string, name?: string) =>
  delta({
    tool_calls: [{ index, ...(name && { id: `call_${name}` }), function: { ...(name && { name }), arguments: text } }],
  });

function told(chunks: readonly Chunk[]) {
  const events = new ResponseEvents(HEAD);
  const all = [...chunks.flatMap((chunk) => events.of(chunk)), ...events.finish(BILL).events];
  expect(all.map(({ sequence_number }) => sequence_number)).toEqual(all.map((_, at) => at));
  return all.map(({ sequence_number: _, response, ...event }) =>
    response ? { ...event, output: Object(response).output } : event,
  );
}

test("calls whose pieces come mixed are items beside each other, each told to its end", () => {
  const chunks = [
    ...[piece(0, '{"a":', "one"), piece(1, '{"b":', "two"), piece(0, "1}"), piece(1, "2}")],
    delta({}, "tool_calls"),
  ];
  const item = (at: number, text: string, status: string) => ({
    ...{ type: "function_call", id: `fc_1000${at}`, status },
    ...{ call_id: `call_${["one", "two"][at]}`, name: ["one", "two"][at], arguments: text },
  });
  const at = (output_index: number) => ({ item_id: `fc_1000${output_index}`, output_index });
  const [one, two] = [item(0, '{"a":1}', "completed"), item(1, '{"b":2}', "completed")];
  expect(told(chunks)).toEqual([
    { type: "response.created", output: [] },
    { type: "response.in_progress", output: [] },
    { type: "response.output_item.added", output_index: 0, item: item(0, "", "in_progress") },
    { type: "response.function_call_arguments.delta", ...at(0), delta: '{"a":' },
    { type: "response.output_item.added", output_index: 1, item: item(1, "", "in_progress") },
    { type: "response.function_call_arguments.delta", ...at(1), delta: '{"b":' },
    { type: "response.function_call_arguments.delta", ...at(0), delta: "1}" },
    { type: "response.function_call_arguments.delta", ...at(1), delta: "2}" },
    { type: "response.function_call_arguments.done", ...at(0), name: "one", arguments: '{"a":1}' },
    { type: "response.output_item.done", output_index: 0, item: one },
    { type: "response.function_call_arguments.done", ...at(1), name: "two", arguments: '{"b":2}' },
    { type: "response.output_item.done", output_index: 1, item: two },
    { type: "response.completed", output: [one, two] },
  ]);
});

test("thoughts are an item of their own before the text, with nothing that is not there", () => {
  const chunks = [
    ...[delta({ reasoning_content: "Let me " }), delta({ reasoning_content: "see." })],
    ...[delta({ content: "Yes." }), delta({}, "stop")],
  ];
  const thought = (text: string) => ({ type: "reasoning_text", text });
  const said = (text: string) => ({ type: "output_text", text, annotations: [], logprobs: [] });
  const reasoning = (status: string, content: readonly object[]) => ({
    ...{ type: "reasoning", id: "rs_10000", status, summary: [], content },
  });
  const message = (status: string, content: readonly object[]) => ({
    ...{ type: "message", id: "msg_10001", status, role: "assistant", content },
  });
  const inThought = { item_id: "rs_10000", output_index: 0, content_index: 0 };
  const inText = { item_id: "msg_10001", output_index: 1, content_index: 0 };
  const output = [reasoning("completed", [thought("Let me see.")]), message("completed", [said("Yes.")])];
  expect(told(chunks)).toEqual([
    { type: "response.created", output: [] },
    { type: "response.in_progress", output: [] },
    { type: "response.output_item.added", output_index: 0, item: reasoning("in_progress", []) },
    { type: "response.content_part.added", ...inThought, part: thought("") },
    { type: "response.reasoning_text.delta", ...inThought, delta: "Let me " },
    { type: "response.reasoning_text.delta", ...inThought, delta: "see." },
    { type: "response.reasoning_text.done", ...inThought, text: "Let me see." },
    { type: "response.content_part.done", ...inThought, part: thought("Let me see.") },
    { type: "response.output_item.done", output_index: 0, item: output[0] },
    { type: "response.output_item.added", output_index: 1, item: message("in_progress", []) },
    { type: "response.content_part.added", ...inText, part: said("") },
    { type: "response.output_text.delta", ...inText, delta: "Yes.", logprobs: [] },
    { type: "response.output_text.done", ...inText, text: "Yes.", logprobs: [] },
    { type: "response.content_part.done", ...inText, part: said("Yes.") },
    { type: "response.output_item.done", output_index: 1, item: output[1] },
    { type: "response.completed", output },
  ]);
});

test("a call that its length cut off is incomplete, and so is the response", () => {
  expect(told([delta({ content: "I look" }), piece(0, '{"a":', "one"), delta({}, "length")]).slice(-3)).toMatchObject([
    { type: "response.function_call_arguments.done", output_index: 1, arguments: '{"a":' },
    { type: "response.output_item.done", item: { status: "incomplete" } },
    { type: "response.incomplete", output: [{ status: "completed" }, { status: "incomplete" }] },
  ]);
});

test("one that breaks off says so, with what there was", () => {
  const events = new ResponseEvents(HEAD);
  const before = events.of(delta({ content: "Well" }));
  const error = { code: "upstream_error", message: "It broke off", param: null };
  expect(events.failed(error)).toMatchObject([
    {
      ...{ type: "response.failed", sequence_number: before.length },
      response: { status: "failed", error: { code: "server_error", message: "It broke off" } },
    },
    { type: "error", sequence_number: before.length + 1, ...error },
  ]);
});

test("a provider that never ends is given up before it fills the memory", () => {
  const events = new ResponseEvents(HEAD);
  const text = "x".repeat(1024 ** 2);
  const say = (chunk: Chunk) => () => events.of(chunk);
  for (let times = 0; times < 15; times += 1) events.of(delta({ content: text }));
  expect(say(delta({ content: text }))).toThrow("too long to be kept");
  expect(say(piece(0, text, "call"))).toThrow("too long to be kept");
});
