import { describe, expect, test } from "vitest";
import { refsAt } from "./save-repositories";

const READ_AT = new Date("2026-01-01T12:00:00Z");
const earlier = new Date("2026-01-01T11:00:00Z");
const later = new Date("2026-01-01T12:00:01Z");
const before = new Map([["refs/heads/main", "old"]]);

describe("the refs of a repository in a backup", () => {
  test("are those of the rows when somebody pushed between the two looks", () => {
    const heads = [{ ref: "refs/heads/main", commit: "new", recordedAt: later }];
    expect([...refsAt(heads, before, READ_AT)]).toEqual([["refs/heads/main", "new"]]);
  });

  test("are those of git when the rows had not heard of a push", () => {
    const heads = [{ ref: "refs/heads/main", commit: "older", recordedAt: earlier }];
    expect([...refsAt(heads, before, READ_AT)]).toEqual([["refs/heads/main", "old"]]);
  });

  test("include a branch that was made between the two looks, and not one that git had deleted before", () => {
    const heads = [
      { ref: "refs/heads/made", commit: "new", recordedAt: later },
      { ref: "refs/heads/deleted", commit: "old", recordedAt: earlier },
    ];
    expect([...refsAt(heads, before, READ_AT).keys()]).toEqual(["refs/heads/main", "refs/heads/made"]);
  });
});
