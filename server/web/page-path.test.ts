import { describe, expect, test } from "vitest";
import { PAGE_PATH_HEADER, pathOfPage } from "./page-path";

describe("the address of the page that renders", () => {
  test.each([
    ["/console/usage?from=2026-11-01", "/console/usage?from=2026-11-01"],
    ["/console?_rsc=1abc", "/console"],
    ["/models?_rsc=1abc&search=a%20b", "/models?search=a+b"],
  ])("%s is %s", (asked, path) => {
    expect(pathOfPage(new Headers({ [PAGE_PATH_HEADER]: asked }))).toBe(path);
  });

  test("never leaves this site", () => {
    expect(pathOfPage(new Headers({ [PAGE_PATH_HEADER]: "//evil.example/console" }))).toBe("/console");
    expect(pathOfPage(new Headers())).toBe("/");
  });
});
