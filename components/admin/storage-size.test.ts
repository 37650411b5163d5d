import { describe, expect, test } from "vitest";
import { bytesOf, typedSize } from "./storage-size";

describe("a storage limit that somebody types", () => {
  test.each([
    ["2", "MB", 2_000_000],
    ["2 GB", "MB", 2_000_000_000],
    ["1.5tb", "GB", 1_500_000_000_000],
    ["0", "TB", 0],
    ["0.0000001", "MB", 0],
  ] as const)("%s beside %s is %d bytes", (amount, unit, bytes) => {
    expect(bytesOf({ amount, unit })).toBe(bytes);
  });

  test.each(["", "-1", "1e9", "much", "1,5", "2 GiB", "9".repeat(30)])("%j is no size", (amount) => {
    expect(bytesOf({ amount, unit: "MB" })).toBeNull();
  });

  test.each([
    [2_000_000, "2", "MB"],
    [1_500_000_000, "1.5", "GB"],
    [1_073_741_824, "1.073741824", "GB"],
    [3_000_000_000_000, "3", "TB"],
    [500, "0.0005", "MB"],
    [0, "0", "MB"],
  ] as const)("%d bytes are seen again as %s %s", (bytes, amount, unit) => {
    expect(typedSize(bytes)).toEqual({ amount, unit });
    expect(bytesOf({ amount, unit })).toBe(bytes);
  });
});
