import { expect, test } from "vitest";
import { discreet } from "./discreet";

const hidden = {
  headers: { authorization: "Bearer sk-of-the-provider", "x-team": "blue" },
  ...{ upstreamName: "big-1-secret", publicId: "house/big" },
};
const told = (message: string) => discreet({ error: { message, param: null } }, hidden);

test("a refusal names neither the credential nor the model as the provider calls it", () => {
  expect(told("big-1-secret does not take blue images (key sk-of-the-provider)")).toEqual({
    error: { message: "house/big does not take blue images (key [hidden])", param: null },
  });
});

test("a refusal is not longer than people read", () => {
  expect(told("x".repeat(9_000))?.error.message).toHaveLength(2_000);
  expect(discreet(null, hidden)).toBeNull();
});
