import { describe, expect, test } from "vitest";
import { hashOf, lineRangeOf } from "./line-range";

describe("lines in an address", () => {
  test("are one line or a range, in either order, with or without the mark", () => {
    expect(lineRangeOf("#L10")).toEqual({ from: 10, to: 10 });
    expect(lineRangeOf("#L10-L20")).toEqual({ from: 10, to: 20 });
    expect(lineRangeOf("20-10")).toEqual({ from: 10, to: 20 });
  });

  test("are nothing when something else stands there", () => {
    for (const hash of ["", "#", "#usage", "#L0", "#L1-", "#L12345678", "#Lx"]) expect(lineRangeOf(hash)).toBeNull();
  });

  test("come back as they were written", () => {
    for (const hash of ["#L3", "#L3-L9"]) expect(hashOf(lineRangeOf(hash) ?? { from: 0, to: 0 })).toBe(hash);
  });
});
