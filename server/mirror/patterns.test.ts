import { expect, test } from "vitest";
import { CreateMirrorInput } from "./contract";

test.each([
  ["refs", "release/*", true],
  ["refs", "**/*-*/**/*x*", true],
  ["refs", "*a".repeat(9), false],
  ["skipFiles", "onnx/**", true],
  ["skipFiles", `${"**/".repeat(4)}*.bin`, false],
])("%s of a mirror may be %s: %s", (list, pattern, isTaken) => {
  const address = { shelf: "models", namespace: "lab", name: "model" };
  const asked = { ...address, direction: "pull", address: "https://example.com/lab/model", [list]: [pattern] };
  expect(CreateMirrorInput.safeParse(asked).success).toBe(isTaken);
});
