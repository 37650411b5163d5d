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
