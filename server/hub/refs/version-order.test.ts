import { describe, expect, test } from "vitest";
import { versionOrder } from "./version-order";

const ordered = (...names: readonly string[]) => names.toSorted((a, b) => (versionOrder(a) < versionOrder(b) ? -1 : 1));

describe("order of tags", () => {
  test("is newest version first, and what was released before what was to be tried", () => {
    const newest = ["v10.0", "v2.0.1", "v2.0", "v2.0-rc.10", "v2.0-rc.9", "v1.10.0", "v1.9.12", "v0.1"];
    expect(ordered(...newest.toReversed())).toEqual(newest);
  });

  test.each([
    [["v1.0.1", "v1.0.0", "v1.0.0-rc2", "v1.0.0-rc1", "v1.0.0-beta", "v1.0.0-alpha", "v0.9.0"]],
    [["2.0.0", "2.0.0-rc.10", "2.0.0-rc.2", "2.0.0-rc", "2.0.0-beta.3", "2.0.0-alpha.11", "2.0.0-alpha.1"]],
    [["1.0.post1", "1.0", "1.0rc1", "1.0b2", "1.0b1", "1.0a1", "1.0.dev3", "1.0.dev1"]],
    [["v3", "v3-RC1", "v3-Beta2", "v3_alpha", "v3-nightly", "v2-base", "v2-chat"]],
    [["v1.0", "v1.0-base", "v1.0-betas", "alpha", "beta", "rc1"].toSorted()],
  ])("puts what was tried before a release behind it, the last first: %j", (newest) => {
    expect(ordered(...newest.toReversed())).toEqual(newest);
  });

  test("takes dates and long numbers for numbers, and words by the alphabet", () => {
    const names = ["20260102030405", "20251231000000", "alpha", "beta", "nightly-100000000000000000000", "nightly-9"];
    expect(ordered(...names.toReversed())).toEqual(names);
  });

  test("is a short text, also of a long name of many numbers", () => {
    expect(versionOrder("1.".repeat(127)).length).toBeLessThan(500);
    expect(new Set([`${"1.".repeat(120)}1`, `${"1.".repeat(120)}2`].map(versionOrder)).size).toBe(2);
  });

  test("keeps names apart that mean the same number", () => {
    expect(new Set(["v1", "v01", "v001"].map(versionOrder)).size).toBe(3);
  });
});
