import { expect, test } from "vitest";
import { chatOf } from "./to-chat";
import { MessagesRequest } from "./wire";

const BASE = { model: "lab/guide", max_tokens: 100 };
const QUESTION = { role: "user", content: "Hi" };
const read = (more: object) => MessagesRequest.safeParse({ ...BASE, messages: [QUESTION], ...more });
const chat = (more: object) => chatOf(MessagesRequest.parse({ ...BASE, messages: [QUESTION], ...more }));

test("a talk with tools keeps the order in which a chat wants it", () => {
  const messages = [
    { role: "user", content: [{ type: "text", text: "Weather?", cache_control: { type: "ephemeral" } }] },
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "Two cities.", signature: "s" },
        { type: "text", text: "I look." },
        { type: "tool_use", id: "t1", name: "weather", input: { city: "Bern" } },
        { type: "tool_use", id: "t2", name: "weather", input: { city: "Ulm" } },
      ],
    },
    {
      role: "user",
      content: [
        { type: "text", text: "And be short." },
        { type: "tool_result", tool_use_id: "t1", content: "sun" },
        { type: "tool_result", tool_use_id: "t2", content: [{ type: "text", text: "no such city" }], is_error: true },
      ],
    },
  ];
  expect(chat({ messages, system: [{ type: "text", text: "You know the weather." }] })).toEqual({
    max_tokens: 100,
    messages: [
      { role: "system", content: [{ type: "text", text: "You know the weather." }] },
      { role: "user", content: [{ type: "text", text: "Weather?" }] },
      {
        role: "assistant",
        content: "I look.",
        reasoning_content: "Two cities.",
        tool_calls: [
          { id: "t1", type: "function", function: { name: "weather", arguments: '{"city":"Bern"}' } },
          { id: "t2", type: "function", function: { name: "weather", arguments: '{"city":"Ulm"}' } },
        ],
      },
      { role: "tool", tool_call_id: "t1", content: "sun" },
      { role: "tool", tool_call_id: "t2", content: "Error: no such city" },
      { role: "user", content: [{ type: "text", text: "And be short." }] },
    ],
  });
});

test("options have their counterparts", () => {
  const schema = { type: "object", properties: { a: { type: "string" } } };
  const input_schema = { type: "object", properties: { city: { type: "string" } } };
  const options = {
    ...{ temperature: 0.5, top_p: 0.9, top_k: 5, stop_sequences: ["END"], metadata: { user_id: "u1" } },
    ...{
      thinking: { type: "enabled", budget_tokens: 4_000 },
      output_config: { format: { type: "json_schema", schema } },
    },
    tools: [{ name: "weather", description: "Tells it", input_schema }],
    tool_choice: { type: "any", disable_parallel_tool_use: true },
  };
  expect(chat(options)).toMatchObject({
    ...{ temperature: 0.5, top_p: 0.9, top_k: 5, stop: ["END"], user: "u1", reasoning_effort: "medium" },
    response_format: { type: "json_schema", json_schema: { schema, strict: true } },
    tools: [{ type: "function", function: { name: "weather", description: "Tells it", parameters: input_schema } }],
    ...{ tool_choice: "required", parallel_tool_calls: false },
  });
  expect(chat({ tool_choice: { type: "tool", name: "weather" } })).toMatchObject({
    tool_choice: { type: "function", function: { name: "weather" } },
  });
});

test("pictures are parts of a question", () => {
  const source = { type: "base64", media_type: "image/png", data: "AAAA" };
  const content = [
    { type: "image", source },
    { type: "image", source: { type: "url", url: "https://example.com/a.png" } },
  ];
  expect(chat({ messages: [{ role: "user", content }] }).messages).toEqual([
    {
      role: "user",
      content: [
        { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } },
        { type: "image_url", image_url: { url: "https://example.com/a.png" } },
      ],
    },
  ]);
  const result = { type: "tool_result", tool_use_id: "t1", content: [{ type: "image", source }] };
  expect(() => chat({ messages: [{ role: "user", content: [result] }] })).toThrow(/text only/);
});

test.each([
  ["no limit", { max_tokens: undefined }, "max_tokens"],
  ["a document", { messages: [{ role: "user", content: [{ type: "document", source: {} }] }] }, "messages"],
  [
    "a thought that nobody can read",
    { messages: [{ role: "assistant", content: [{ type: "redacted_thinking", data: "x" }] }] },
    "messages",
  ],
  ["a tool that runs elsewhere", { tools: [{ type: "web_search_20250305", name: "web_search" }] }, "tools"],
  ["an MCP server", { mcp_servers: [{ type: "url", url: "https://example.com", name: "x" }] }, "mcp_servers"],
  ["a container", { container: "c1" }, "container"],
  ["a system message among the others", { messages: [{ role: "system", content: "x" }] }, "messages"],
  ["no messages", { messages: [] }, "messages"],
])("%s is refused, and named", (_what, more, field) => {
  const { error } = read(more);
  expect(error?.issues[0]?.path[0]).toBe(field);
});
