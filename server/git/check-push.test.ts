import { describe, expect, test } from "vitest";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { checkPush, matchesRef, type PusherRole } from "./check-push";
import type { RefRule } from "./contract";

const [A, B] = ["a".repeat(40), "b".repeat(40)];
const rule = (pattern: string, levels: Partial<RefRule> = {}): RefRule => ({
  pattern,
  push: "write",
  merge: "write",
  force: "admin",
  people: [],
  ...levels,
});

describe("who may move a ref", () => {
  const check = (
    ref: string,
    {
      rules = [] as RefRule[],
      role = "write" as PusherRole,
      after = B as string | null,
      isForced = false,
      by = "push" as "push" | "merge",
      before = A as string | null,
      userId = null as string | null,
    } = {},
  ) => checkPush({ ref, before, after, isForced }, { rules, role, userId, by, defaultBranch: "main" }) === null;

  test("writers move branches and tags, and rewrite what no rule protects", () => {
    expect(check("refs/heads/main")).toBe(true);
    expect(check("refs/heads/main", { isForced: true })).toBe(true);
    expect(check("refs/heads/x", { after: null })).toBe(true);
    expect(check("refs/tags/v1", { before: null })).toBe(true);
  });

  test("nobody deletes the default branch or writes where only the platform writes", () => {
    expect(check("refs/heads/main", { after: null, role: "admin" })).toBe(false);
    for (const ref of ["refs/convert/parquet", "refs/internal/x", "refs/notes/x", "HEAD", "refs/heads/a..b"]) {
      expect(check(ref, { role: "admin" })).toBe(false);
    }
  });

  test("pull requests move by push and are neither opened nor closed by it", () => {
    expect(check("refs/pr/3")).toBe(true);
    expect(check("refs/pr/3", { before: null })).toBe(false);
    expect(check("refs/pr/3", { after: null })).toBe(false);
  });

  test("a rule holds for what its pattern matches, each action at its own level", () => {
    const rules = [rule("refs/heads/release/*", { push: "nobody", merge: "write" })];
    expect(check("refs/heads/release/1", { rules, role: "admin" })).toBe(false);
    expect(check("refs/heads/release/1", { rules, by: "merge" })).toBe(true);
    expect(check("refs/heads/release/1/x", { rules })).toBe(true);
    expect(check("refs/heads/release/1/x", { rules: [rule("refs/heads/release/**", { push: "admin" })] })).toBe(false);
    expect(check("refs/heads/releasex1", { rules: [rule("refs/heads/release.1", { push: "nobody" })] })).toBe(true);
  });

  test("rewriting and deleting what is protected is for administrators", () => {
    const rules = [rule("refs/heads/**")];
    for (const change of [{ isForced: true }, { after: null }]) {
      expect(check("refs/heads/x", { rules, ...change })).toBe(false);
      expect(check("refs/heads/x", { rules, role: "admin", ...change })).toBe(true);
    }
  });

  test("people whom a rule names push and merge whatever its levels say, and gain nothing elsewhere", () => {
    const rules = [rule("refs/heads/main", { push: "nobody", merge: "nobody", people: ["ada"] })];
    expect(check("refs/heads/main", { rules, userId: "ada" })).toBe(true);
    expect(check("refs/heads/main", { rules, userId: "ada", by: "merge" })).toBe(true);
    expect(check("refs/heads/main", { rules, userId: "ada", isForced: true })).toBe(false);
    expect(check("refs/heads/main", { rules, userId: "bob", role: "admin" })).toBe(false);
    const both = [...rules, rule("refs/heads/**", { push: "admin" })];
    expect(check("refs/heads/main", { rules: both, userId: "ada" })).toBe(false);
  });

  test("readers move only what a rule opens to them by name", () => {
    const rules = [rule("refs/pr/3", { force: "write", people: ["ada"] })];
    const role = "read" as const;
    expect(check("refs/pr/3", { rules, role, userId: "ada" })).toBe(true);
    expect(check("refs/pr/3", { rules, role, userId: "ada", isForced: true })).toBe(true);
    expect(check("refs/pr/3", { rules, role, userId: "bob" })).toBe(false);
    expect(check("refs/pr/4", { rules, role, userId: "ada" })).toBe(false);
    expect(check("refs/heads/main", { rules, role, userId: "ada" })).toBe(false);
    expect(check("refs/heads/main", { role })).toBe(false);
  });

  test.each([
    ["refs/heads/*", "refs/heads/a", true],
    ["refs/heads/*", "refs/heads/a/b", false],
    ["refs/heads/**", "refs/heads/a/b", true],
    ["refs/heads/*/b", "refs/heads/a/b", true],
    ["refs/heads/v*-rc*", "refs/heads/v1-rc-rc2", true],
    ["refs/heads/v*-rc", "refs/heads/v1-rc2", false],
    ["refs/heads/**/x", "refs/heads/a/b/x", true],
    ["refs/heads/a.b", "refs/heads/axb", false],
    ["refs/heads/a*", "refs/heads/a", true],
  ])("the pattern %s and %s: %s", (pattern, ref, fits) => {
    expect(matchesRef(pattern, ref)).toBe(fits);
  });

  test.each(["a*b/**c", "**/*a", "*/**", "a**a*", "**", "*"])(
    "the pattern %s fits what a regular expression says",
    (pattern) => {
      const meant = new RegExp(`^${pattern.replaceAll(/\*+/g, (stars) => (stars === "*" ? "[^/]*" : ".*"))}$`);
      const letters = ["a", "b", "c", "/"];
      const grow = (names: readonly string[]) => names.flatMap((name) => letters.map((letter) => name + letter));
      let names = [""];
      for (let length = 0; length <= 5; length += 1) {
        const wrong = names.filter((name) => matchesRef(pattern, name) !== meant.test(name));
        expect(wrong).toEqual([]);
        names = grow(names);
      }
    },
  );

  test("a hundred rules of many stars are asked of a hundred branches", () => {
    const rules = Array.from({ length: 100 }, (_, at) => `${"*a".repeat(98)}b${at}`);
    const isRuled = () => rules.some((rule) => matchesRef(rule, "a".repeat(197)));
    expect(cpuMsOf(() => Array.from({ length: 100 }, isRuled))).toBeLessThan(4_000);
  });

  test("rules whose letters are not there are told apart at once", () => {
    const rules = Array.from({ length: 100 }, (_, at) => `refs/heads/${"a*".repeat(8)}${"a".repeat(160)}${at}**`);
    const ref = `refs/heads/${"a".repeat(190)}`;
    const match = () => Array.from({ length: 1_000 }, () => rules.some((rule) => matchesRef(rule, ref)));
    expect(cpuMsOf(() => expect(match()).not.toContain(true))).toBeLessThan(1_500);
  });

  test("a pattern of many stars takes no longer than another", () => {
    for (const star of ["*a", "**a"]) {
      const match = () => expect(matchesRef(`${star.repeat(90)}b`, "a".repeat(200))).toBe(false);
      expect(cpuMsOf(match)).toBeLessThan(1_000);
    }
  });
});
