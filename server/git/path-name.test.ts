import { expect, test } from "vitest";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { foldersAbove, foldersBeyond, foldersOfAll, pathProblem } from "./path-name";

test.each([
  "README.md",
  "a/b-c/d_e.f.g",
  "con.txt",
  "console/aux-in",
  ".gitattributes",
  "模型/权重.bin",
  `${"a".repeat(255)}/${"b".repeat(255)}`,
])("%j can be checked out everywhere", (path) => {
  expect(pathProblem(path)).toBeNull();
});

test.each([
  ["", "1 to 2048 bytes"],
  ["a/".repeat(1_025), "1 to 2048 bytes"],
  ["a\u0000b", "control characters"],
  ["a\n", "control characters"],
  ["a\\b", "backslash"],
  ["a\u202Eb", "reading direction"],
  ["e\u0301", "composed Unicode"],
  ["a//b", "no empty"],
  ["./a", "no empty"],
  ["a/../b", "no empty"],
  ["a".repeat(256), "at most 255 bytes"],
  ["a.", "does not end"],
  ["a /b", "does not end"],
  ["a/CON/b", "reserved by Windows"],
  ["nul", "reserved by Windows"],
  ["c:a", "reserved by Windows"],
  [".git", "`.git` is reserved"],
  ["a/.GIT/config", "`.git` is reserved"],
  ["git~1", "`.git` is reserved"],
  [".g\u200Cit", "`.git` is reserved"],
])("%j has a problem: %s", (path, problem) => {
  expect(pathProblem(path)).toContain(problem);
});

test("folders above a path are told from the root on", () => {
  expect(foldersAbove("a/b/c.bin")).toEqual(["a", "a/b"]);
  expect(foldersAbove("c.bin")).toEqual([]);
});

test("folders beyond those that are known are told from the root on", () => {
  expect(foldersBeyond("a/b/c/d", new Set())).toEqual(["a", "a/b", "a/b/c"]);
  expect(foldersBeyond("a/b/c/d", new Set(["a"]))).toEqual(["a/b", "a/b/c"]);
  expect(foldersBeyond("a/b", new Set(["a"]))).toEqual([]);
  expect(foldersBeyond("/a", new Set())).toEqual([""]);
});

test("folders that many deep paths share are looked at once", () => {
  const folder = "a/".repeat(2_000);
  const paths = Array.from({ length: 5_000 }, (_, at) => `${folder}${at}`);
  expect(cpuMsOf(() => expect(foldersOfAll(paths).size).toBe(2_000))).toBeLessThan(1_000);
});

test("paths of very many folders are refused before they fill the memory", () => {
  expect(foldersOfAll(["a/b/c", "a/d"])).toEqual(new Set(["a", "a/b"]));
  const deep = (top: number) => `${top}/${"a/".repeat(2_000)}a`;
  expect(() => foldersOfAll(Array.from({ length: 4_000 }, (_, top) => deep(top)))).toThrow(/more than 50000 folders/);
});
