import { expect, test } from "vitest";
import { createBreaker } from "./breaker";

const at = (seconds: number) => new Date(seconds * 1_000);

test("a provider that fails five times in a row is left alone, and no other one is", () => {
  const { mayAsk, failed } = createBreaker();
  for (let count = 1; count <= 4; count++) failed("one", at(0));
  expect(mayAsk("one", at(0))).toBe(true);
  failed("one", at(0));
  expect(mayAsk("one", at(29))).toBe(false);
  expect(mayAsk("other", at(29))).toBe(true);
});

test("one call in half a minute looks whether it is back; once it is, everybody asks", () => {
  const { mayAsk, failed, worked } = createBreaker();
  for (let count = 1; count <= 5; count++) failed("one", at(0));
  expect([mayAsk("one", at(30)), mayAsk("one", at(31)), mayAsk("one", at(59))]).toEqual([true, false, false]);
  failed("one", at(60));
  expect(mayAsk("one", at(61))).toBe(false);
  expect(mayAsk("one", at(90))).toBe(true);
  worked("one");
  expect([mayAsk("one", at(91)), mayAsk("one", at(91))]).toEqual([true, true]);
});

test("failures that are not in a row are none", () => {
  const { mayAsk, failed, worked } = createBreaker();
  for (let count = 1; count <= 20; count++) {
    failed("one", at(count));
    if (count % 4 === 0) worked("one");
  }
  expect(mayAsk("one", at(20))).toBe(true);
});
