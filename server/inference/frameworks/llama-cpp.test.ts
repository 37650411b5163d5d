import { expect, test } from "vitest";
import { llamaCpp } from "./llama-cpp";

test.each([
  [8, {}, 8],
  [2, {}, 2],
  [1, {}, 1],
  [8, { threads: 2 }, 3],
  [2, { threads: 16 }, 2],
])("on %i cores with %j, a replica may use %i: what computes and one that talks HTTP", (cores, params, expected) => {
  expect(llamaCpp.cores(cores, params)).toBe(expected);
});

test("a setting that is out of range is named with its path", () => {
  expect(() => llamaCpp.readParams({ context: 7 })).toThrow(
    expect.objectContaining({
      reason: "bad_params",
      details: { errors: [{ path: "params.context", message: expect.any(String) }] },
    }),
  );
});
