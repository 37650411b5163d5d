import { expect, test } from "vitest";
import { leadingTo, localPath } from "./local-path";

test.each(["/", "/models?sort=likes", "/invitations/abc", "/ada/x/tree/main#top"])("sign-in goes on to %j", (next) => {
  expect(localPath(next)).toBe(next);
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "/x\\..\\evil",
  "https://evil.example",
  "javascript:alert(1)",
  "/\tevil",
  "/caf\u00e9",
  "",
  ["/a", "/b"],
  undefined,
])("W sign-in goes home instead of on to %j", (next) => {
  expect(localPath(next)).toBe("/");
});

test("an address on the way keeps its own query", () => {
  expect(leadingTo("/sign-up", "/invitations/a?b=c")).toBe("/sign-up?next=%2Finvitations%2Fa%3Fb%3Dc");
  expect(leadingTo("/sign-up", "/")).toBe("/sign-up");
});
