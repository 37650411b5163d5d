import { expect, test } from "vitest";
import { Progress } from "./progress";

const says = (content: string, more: object = {}) => ({ choices: [{ index: 0, delta: { content } }], ...more });
const provided = (mostTokens = 1_000) => new Progress({ promptTokens: 5, mostTokens });

test.each([Number.MAX_SAFE_INTEGER, -1, 1_001])(
  "a running count of %d is none: its text is counted",
  (promptTokens) => {
    const progress = provided();
    progress.see(says("x".repeat(40), { yard: { promptTokens, completionTokens: 1 } }));
    progress.see(says("x".repeat(40), { yard: { promptTokens, completionTokens: 1 } }));
    expect(progress).toMatchObject({ basis: "counted", tokens: { inputTokens: 5, outputTokens: 20 } });
  },
);

test("a usage of more than the call can have is none", () => {
  const progress = provided();
  progress.see(says("x".repeat(40)));
  progress.see({ choices: [], usage: { prompt_tokens: 900, completion_tokens: 101 } });
  expect(progress).toMatchObject({ basis: "counted", tokens: { inputTokens: 5, outputTokens: 10 } });
  progress.see({ choices: [], usage: { prompt_tokens: 900, completion_tokens: 100 } });
  expect(progress).toMatchObject({ basis: "reported", tokens: { inputTokens: 900, outputTokens: 100 } });
});

test("a usage that comes before the end does not end our own counting", () => {
  const progress = provided();
  progress.see(says("x".repeat(40), { usage: { prompt_tokens: 8, completion_tokens: 1 } }));
  progress.see(says("x".repeat(40)));
  expect(progress.tokens).toEqual({ inputTokens: 8, outputTokens: 20 });
  progress.see({
    choices: [{ index: 0, delta: {}, finish_reason: "stop" }],
    usage: { prompt_tokens: 8, completion_tokens: 15 },
  });
  expect(progress).toMatchObject({ basis: "reported", tokens: { inputTokens: 8, outputTokens: 15 } });
});

test("a usage of nothing is none beside text, and what comes after one is counted", () => {
  const progress = provided();
  progress.see({ choices: [], usage: { prompt_tokens: 0, completion_tokens: 0 } });
  progress.see(says("x".repeat(40)));
  progress.see({ choices: [], usage: { prompt_tokens: 0, completion_tokens: 0 } });
  expect(progress.tokens).toEqual({ inputTokens: 5, outputTokens: 10 });
});
