import { describe, expect, test } from "vitest";
import { createIds } from "./ids";

describe("ids", () => {
  test("are UUIDs of version 7 that begin with the time", () => {
    const id = createIds(() => Date.UTC(2026, 0, 1))();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(Date.UTC(2026, 0, 1));
  });

  test("are in the order in which they were made: in one millisecond, more of them than it holds, and when the clock goes back", () => {
    const times = [5_000, 5_000, 4_000, 5_001];
    const createId = createIds(() => times.shift() ?? 5_001);
    const ids = Array.from({ length: 20_000 }, createId);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
