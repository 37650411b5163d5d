import { expect, test } from "vitest";
import { createPlaces } from "./places";

const refused = expect.objectContaining({ code: "unavailable" });

test("slow readers of one network leave places to others", () => {
  const enter = createPlaces();
  const [leave] = Array.from({ length: 4 }, () => enter("203.0.113.7"));
  expect(() => enter("203.0.113.7")).toThrow(refused);
  for (let host = 1; host <= 12; host++) enter(`198.51.100.${host}`);
  expect(() => enter("192.0.2.1")).toThrow(refused);
  leave?.();
  expect(() => enter("203.0.113.7")).not.toThrow();
});
