import { expect, test } from "vitest";
import { countedPrompt } from "./counted";

const LONG = "x".repeat(4_000);
const user = (content: unknown) => ({ messages: [{ role: "user", content }] });

test.each([
  ["text that begins like a picture", user(`data:${LONG}`), 1_001],
  ["a long id", { messages: [{ role: "user", id: LONG, content: "" }] }, 1_000],
  ["a text document", user([{ type: "document", source: { type: "text", data: LONG } }]), 1_000],
  ["tokens", { prompt: [[1, 2, 3], [4]] }, 4],
  ["a picture", user([{ type: "image_url", image_url: { url: `data:image/png;base64,${LONG}` } }]), 0],
  ["a picture of Anthropic's", user([{ type: "image", source: { type: "base64", data: LONG } }]), 0],
])("%s is counted as what it is", (_what, body, tokens) => {
  expect(Math.abs(countedPrompt(body) - tokens)).toBeLessThanOrEqual(1);
});

test("all of a tool is text", () => {
  expect(countedPrompt({ tools: [{ parameters: { id: LONG } }] })).toBeGreaterThan(1_000);
});
