import { describe, expect, test } from "vitest";
import { messageOf } from "./to-message";

const user = (content: unknown) => ({ role: "user", content });
const chat = (facts: object = {}) => ({ messages: [user("Hi")], ...facts });

describe("a chat as a message", () => {
  test("keeps instructions, turns, calls and their results", () => {
    const call = { id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Bern"}' } };
    const messages = [
      { role: "system", content: "Be kind." },
      { role: "developer", content: [{ type: "text", text: "Be brief." }] },
      user("Weather?"),
      { role: "assistant", content: "Let me look.", tool_calls: [call, { ...call, id: "call_2" }] },
      { role: "tool", tool_call_id: "call_1", content: "rain" },
      { role: "tool", tool_call_id: "call_2", content: [{ type: "text", text: "sun" }] },
      user("And?"),
    ];
    const use = { type: "tool_use", name: "weather", input: { city: "Bern" } };
    expect(messageOf({ messages, max_tokens: 9 })).toEqual({
      max_tokens: 9,
      system: [
        { type: "text", text: "Be kind." },
        { type: "text", text: "Be brief." },
      ],
      messages: [
        user([{ type: "text", text: "Weather?" }]),
        {
          role: "assistant",
          content: [
            { type: "text", text: "Let me look." },
            { ...use, id: "call_1" },
            { ...use, id: "call_2" },
          ],
        },
        user([
          { type: "tool_result", tool_use_id: "call_1", content: [{ type: "text", text: "rain" }] },
          { type: "tool_result", tool_use_id: "call_2", content: [{ type: "text", text: "sun" }] },
          { type: "text", text: "And?" },
        ]),
      ],
    });
  });

  test("keeps pictures, by address and as bytes", () => {
    const picture = (url: string) => ({ type: "image_url", image_url: { url } });
    const { messages } = messageOf({
      messages: [user([picture("https://x.example/a.png"), picture("data:image/png;base64,AAAA")])],
    });
    expect(messages).toEqual([
      user([
        { type: "image", source: { type: "url", url: "https://x.example/a.png" } },
        { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } },
      ]),
    ]);
  });

  test("keeps tools and how they are chosen", () => {
    const tools = [{ type: "function", function: { name: "f", description: "d", parameters: { type: "object" } } }];
    const tool = { name: "f", description: "d", input_schema: { type: "object" } };
    const choiceOf = (facts: object) => messageOf(chat({ tools, ...facts })).tool_choice;
    expect(messageOf(chat({ tools }))).toMatchObject({ tools: [tool] });
    expect(choiceOf({})).toBeUndefined();
    expect(choiceOf({ tool_choice: "required" })).toEqual({ type: "any" });
    expect(choiceOf({ tool_choice: { type: "function", function: { name: "f" } } })).toEqual({
      type: "tool",
      name: "f",
    });
    expect(choiceOf({ parallel_tool_calls: false })).toEqual({ type: "auto", disable_parallel_tool_use: true });
    expect(choiceOf({ tool_choice: "none", parallel_tool_calls: false })).toEqual({ type: "none" });
  });

  test("keeps how an answer is made, and gives it a length when it has none", () => {
    const schema = { type: "object" };
    const asked = { temperature: 0.5, top_p: 0.9, top_k: 5, stop: "END", user: "ada" };
    const format = { type: "json_schema", json_schema: { name: "a", schema } };
    expect(messageOf(chat({ ...asked, response_format: format, reasoning_effort: "low" }))).toMatchObject({
      ...{ max_tokens: 4_096, temperature: 0.5, top_p: 0.9, top_k: 5, stop_sequences: ["END"] },
      ...{ metadata: { user_id: "ada" }, output_config: { format: { type: "json_schema", schema } } },
      thinking: { type: "enabled", budget_tokens: 2_048 },
    });
    expect(messageOf(chat({ max_completion_tokens: 7, stop: ["a", "b"] }))).toMatchObject({
      ...{ max_tokens: 7, stop_sequences: ["a", "b"] },
    });
  });

  test("goes without what asks for nothing", () => {
    const idle = { n: 1, frequency_penalty: 0, logprobs: false, logit_bias: {}, seed: null, prompt_cache_key: "x" };
    expect(Object.keys(messageOf(chat({ ...idle, modalities: ["text"], tools: [] }))).sort()).toEqual([
      ...["max_tokens", "messages"],
    ]);
  });

  test.each([
    ["n", { n: 2 }],
    ["seed", { seed: 7 }],
    ["logprobs", { logprobs: true }],
    ["logit_bias", { logit_bias: { 5: 1 } }],
    ["presence_penalty", { presence_penalty: 0.1 }],
    ["functions", { functions: [{ name: "f" }] }],
    ["made_up", { made_up: true }],
    ["temperature", { temperature: 1.5 }],
    ["response_format", { response_format: { type: "json_object" } }],
    ["reasoning_effort", { reasoning_effort: "high", max_tokens: 100 }],
    ["tools.0.type", { tools: [{ type: "web_search" }] }],
    ["tool_choice", { tools: [{ type: "function", function: { name: "f" } }], tool_choice: { type: "custom" } }],
    ["messages.1.role", { messages: [user("Hi"), { role: "system", content: "later" }] }],
    ["messages.0.role", { messages: [{ role: "function", name: null, content: "x" }] }],
    ["messages.0.name", { messages: [{ role: "user", name: "ada", content: "x" }] }],
    ["messages.0.content.1", { messages: [user([{ type: "text", text: "a" }, { type: "input_audio" }])] }],
    [
      "messages.0.tool_calls.0.function.arguments",
      { messages: [{ role: "assistant", tool_calls: [{ id: "1", function: { name: "f", arguments: "{" } }] }] },
    ],
  ])("is refused by the name of what it cannot hold: %s", (param, facts) => {
    expect(() => messageOf(chat(facts))).toThrow(expect.objectContaining({ code: "invalid", details: { param } }));
  });
});
