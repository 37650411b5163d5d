import { describe, expect, test } from "vitest";
import { mayCreateIn } from "./may-create-in";

const inGroup = (role: "read" | "write") => [{ groupId: "group", role, teamId: null }];

describe("an organisation is offered as owner of what is new", () => {
  test("to those whose role lets them create, and not to readers", () => {
    expect(mayCreateIn({ role: "contributor", groups: [] })).toBe(true);
    expect(mayCreateIn({ role: "owner", groups: [] })).toBe(true);
    expect(mayCreateIn({ role: "read", groups: inGroup("read") })).toBe(false);
    expect(mayCreateIn({ role: "billing", groups: [] })).toBe(false);
  });

  test("to a reader who may create in one of its groups", () => {
    expect(mayCreateIn({ role: "read", groups: inGroup("write") })).toBe(true);
  });
});
