import { expect, test } from "vitest";
import { referenceIn } from "./reference";

const user = (...content: readonly object[]) => ({ messages: [{ role: "user", content }] });
const text = { type: "text", text: "Hi" };
const FIRST = "messages.0.content.1";

test.each([
  [{ type: "image_url", image_url: { url: "https://x.example/a.png" } }, FIRST],
  [{ type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } }, null],
  [{ type: "image", source: { type: "url", url: "https://x.example/a.png" } }, FIRST],
  [{ type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } }, null],
  [{ type: "document", source: { type: "file", file_id: "file_1" } }, FIRST],
  [{ type: "document", source: { type: "text", data: "Hi" } }, null],
  [{ type: "file", file: { file_id: "file_1" } }, FIRST],
  [{ type: "tool_result", content: [text, { type: "image", source: { type: "url" } }] }, `${FIRST}.content.1`],
  [{ type: "brand_new" }, FIRST],
])("%j is sent by reference: %s", (part, path) => {
  expect(referenceIn(user(text, part))).toBe(path);
});

test("texts and tokens are there themselves", () => {
  expect(referenceIn({ prompt: [[1, 2]], input: ["a", "b"], messages: [{ role: "user", content: "Hi" }] })).toBeNull();
});
