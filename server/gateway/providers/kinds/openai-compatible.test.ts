import { expect, test } from "vitest";
import type { Wire } from "./kind";
import { openaiCompatible } from "./openai-compatible";

const OPENAI = "https://api.openai.com/v1";
const OTHER = "https://models.example/v1";

function lengthsIn(baseUrl: string, body: object, wire: Wire = "chat.completions") {
  const { max_tokens, max_completion_tokens } = openaiCompatible.bodyOf({
    ...{ wire, baseUrl, model: "big-1", body: { ...body } },
  });
  return { max_tokens, max_completion_tokens };
}

test.each([
  [{ max_tokens: 1, max_completion_tokens: null }, 1],
  [{ max_completion_tokens: 1, max_tokens: 32_000 }, 1],
  [{ max_completion_tokens: 7 }, 7],
  [{ max_completion_tokens: null, max_tokens: 9 }, 9],
  [{ max_completion_tokens: null, max_tokens: null }, undefined],
])("the length of %j that is sent is the one that was reserved", (body, length) => {
  expect(lengthsIn(OPENAI, body)).toEqual({ max_tokens: undefined, max_completion_tokens: length });
  const { max_tokens, max_completion_tokens = length } = lengthsIn(OTHER, body);
  expect([max_tokens, max_completion_tokens]).toEqual([length, length]);
});

test("a completion knows no other name of its length", () => {
  const body = { max_tokens: 1, max_completion_tokens: 32_000 };
  expect(lengthsIn(OTHER, body, "completions")).toEqual({ max_tokens: 1, max_completion_tokens: undefined });
});
