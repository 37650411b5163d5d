import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { readArguments } from "./arguments.mjs";

const read = (...more: readonly string[]) => readArguments(["--model", "/m.gguf", "--port", "0", ...more], {});

test("one thread less than the machine has cores computes, at least one", () => {
  expect(read().threads).toBe(Math.max(1, availableParallelism() - 1));
  expect(read("--threads", "3").threads).toBe(3);
});
