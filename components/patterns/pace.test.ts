import { expect, test } from "vitest";
import { createPace } from "./pace";

test("the rate is that of the last seconds, not of the whole", () => {
  const pace = createPace();
  for (let second = 0; second <= 20; second++) pace.note(second * 1_000, second <= 10 ? 0 : (second - 10) * 1_000_000);
  expect(pace.rate()).toBe(1_000_000);
});

test("there is no rate before half a second has passed, and never a negative one", () => {
  const pace = createPace();
  pace.note(0, 100);
  expect(pace.rate()).toBeNull();
  pace.note(400, 200);
  expect(pace.rate()).toBeNull();
  pace.note(900, 50);
  expect(pace.rate()).toBe(0);
});
