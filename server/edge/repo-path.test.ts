import { expect, test } from "vitest";
import { RepoName } from "@/server/hub/contract/repo";
import { parseRepoAddress } from "./repo-path";

test.each(["a", "_private", "A.b-c_d", "x".repeat(96)])("finds a repository called %j, as it may be called", (name) => {
  expect(RepoName.safeParse(name).success).toBe(true);
  expect(parseRepoAddress(`/ada/${name}.git/info/refs`)).toMatchObject({ namespace: "ada", name, rest: "info/refs" });
});

test.each([
  "/_next/static/x",
  "/ada/../x",
  "/ada/.git/config",
  "/ada/-x",
  "/ada/%2e%2e/x",
  "/ada/a%2fb",
  "/ada/a\\b",
  "/ada",
])("takes %j for no address of a repository", (path) => {
  expect(parseRepoAddress(path)).toBeNull();
});
