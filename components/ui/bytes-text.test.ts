import { describe, expect, test } from "vitest";
import { bytesText, memoryText } from "./bytes-text";

describe("bytes as people read them", () => {
  test("files are counted by thousands, and a unit begins exactly where the one before it ends", () => {
    expect([0, 999, 1_000, 1e6, 1e9, 1e12, 1e15, 1e18].map((bytes) => bytesText(bytes))).toEqual([
      "0 B",
      "999 B",
      "1.0 kB",
      "1.0 MB",
      "1.0 GB",
      "1.0 TB",
      "1.0 PB",
      "1000 PB",
    ]);
    expect(bytesText(123_456_789)).toBe("123 MB");
  });

  test("memory is counted by 1,024", () => {
    expect([1_023, 1_024, 1_024 ** 3, 16e9].map(memoryText)).toEqual(["1023 B", "1.0 KiB", "1.0 GiB", "14.9 GiB"]);
  });
});
