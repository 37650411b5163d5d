import { expect, test, vi } from "vitest";
import { DomainError } from "@/server/kernel";
import { GitFailure } from "./git-process";

test("an error is known for what it is when another bundle of the program threw it", async () => {
  vi.resetModules();
  const [git, kernel] = await Promise.all([import("./git-process"), import("@/server/kernel")]);
  expect(git.GitFailure).not.toBe(GitFailure);
  expect(new git.GitFailure("merge-base", 1, "") instanceof GitFailure).toBe(true);
  expect(new kernel.DomainError("conflict", "It moved") instanceof DomainError).toBe(true);
  expect(new Error("another") instanceof GitFailure || new Error("another") instanceof DomainError).toBe(false);
});
