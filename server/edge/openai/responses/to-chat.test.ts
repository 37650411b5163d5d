import { describe, expect, test } from "vitest";
import { fitting } from "@/server/edge/generation/read-call";
import { chatOf } from "./to-chat";
import { ResponseRequest } from "./wire";

const chat = (members: object, earlier: readonly Readonly<Record<string, unknown>>[] = []) =>
  chatOf(fitting({ model: "m", input: "Hi", ...members }, ResponseRequest), earlier);

describe("what a chat can hold", () => {
  test("comes over whole: text, pictures, files, calls with their results, and reasoning", () => {
    const input = [
      { role: "developer", content: "Be brief" },
      {
        role: "user",
        content: [
          { type: "input_text", text: "What is this?" },
          { type: "input_image", image_url: "data:image/png;base64,AAAA", detail: "low" },
          { type: "input_file", file_data: "data:application/pdf;base64,AAAA", filename: "a.pdf" },
        ],
      },
      { type: "reasoning", id: "rs_1", summary: [], content: [{ type: "reasoning_text", text: "Let me look." }] },
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "I look it up." }] },
      { type: "function_call", call_id: "c1", name: "look", arguments: '{"at":1}' },
      { type: "function_call", call_id: "c2", name: "look", arguments: '{"at":2}' },
      { type: "function_call_output", call_id: "c1", output: "one" },
      { type: "function_call_output", call_id: "c2", output: [{ type: "input_text", text: "two" }] },
    ];
    expect(chat({ instructions: "Help", input }).messages).toEqual([
      { role: "system", content: "Help" },
      { role: "system", content: "Be brief" },
      {
        role: "user",
        content: [
          { type: "text", text: "What is this?" },
          { type: "image_url", image_url: { url: "data:image/png;base64,AAAA", detail: "low" } },
          { type: "file", file: { file_data: "data:application/pdf;base64,AAAA", filename: "a.pdf" } },
        ],
      },
      {
        ...{ role: "assistant", content: "I look it up.", reasoning_content: "Let me look." },
        tool_calls: [
          { id: "c1", type: "function", function: { name: "look", arguments: '{"at":1}' } },
          { id: "c2", type: "function", function: { name: "look", arguments: '{"at":2}' } },
        ],
      },
      { role: "tool", tool_call_id: "c1", content: "one" },
      { role: "tool", tool_call_id: "c2", content: "two" },
    ]);
  });

  test("and how it is to be answered: functions, structure, effort, length", () => {
    const schema = { type: "object", properties: {} };
    const { messages: _, ...asked } = chat({
      ...{ max_output_tokens: 9, temperature: 0, top_p: 1, parallel_tool_calls: false, tool_choice: "required" },
      tools: [{ type: "function", name: "look", description: "Looks", parameters: schema, strict: true }],
      text: { format: { type: "json_schema", name: "answer", schema, strict: true }, verbosity: "low" },
      ...{ reasoning: { effort: "high", summary: "auto" }, metadata: { a: "b" }, store: false },
    });
    expect(asked).toEqual({
      ...{ max_tokens: 9, temperature: 0, top_p: 1, parallel_tool_calls: false, tool_choice: "required" },
      tools: [{ type: "function", function: { name: "look", description: "Looks", parameters: schema, strict: true } }],
      response_format: { type: "json_schema", json_schema: { name: "answer", schema, strict: true } },
      ...{ verbosity: "low", reasoning_effort: "high" },
    });
    expect(chat({ tool_choice: { type: "function", name: "look" } }).tool_choice).toEqual({
      ...{ type: "function", function: { name: "look" } },
    });
  });

  test("after what was said before", () => {
    const earlier = [{ type: "message", role: "assistant", content: [{ type: "output_text", text: "Hello" }] }];
    expect(chat({}, earlier).messages).toEqual([
      { role: "assistant", content: "Hello" },
      { role: "user", content: "Hi" },
    ]);
  });
});

describe("what a chat cannot hold is refused by its name", () => {
  test.each([
    ["tools.0.type", { tools: [{ type: "web_search" }] }],
    ["tool_choice", { tool_choice: { type: "file_search" } }],
    ["truncation", { truncation: "auto" }],
    ["background", { background: true }],
    ["conversation", { conversation: "conv_1" }],
    ["prompt", { prompt: { id: "p" } }],
    ["reasoning.summary", { reasoning: { summary: "detailed" } }],
    ["include.0", { include: ["file_search_call.results"] }],
    ["top_logprobs", { top_logprobs: 3 }],
    ["service_tier", { service_tier: "flex" }],
    ["input.0.type", { input: [{ type: "web_search_call", id: "w" }] }],
    ["input.0.type", { input: [{ type: "item_reference", id: "msg_1" }] }],
    [
      "input.1.content.0.image_url",
      {
        input: [
          { role: "user", content: "a" },
          { role: "user", content: [{ type: "input_image", file_id: "f" }] },
        ],
      },
    ],
    [
      "input.0.content.0.file_id",
      { input: [{ role: "user", content: [{ type: "input_file", file_data: "x", file_id: "f" }] }] },
    ],
    ["input.0.encrypted_content", { input: [{ type: "reasoning", encrypted_content: "gAAA", summary: [] }] }],
    [
      "input.0.output.0.type",
      { input: [{ type: "function_call_output", call_id: "c", output: [{ type: "input_image" }] }] },
    ],
    ["metadata", { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`k${at}`, ""])) }],
    ["", { unheard_of: 1 }],
  ])("%s", (param, members) => {
    expect(() => chat(members)).toThrow(expect.objectContaining({ code: "invalid", details: { param } }));
  });
});
