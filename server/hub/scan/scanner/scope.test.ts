import { expect, test } from "vitest";
import { shortened } from "./scope";

test("a name out of a file is cut without half a character, which no database keeps", () => {
  expect(shortened(`${"a".repeat(299)}😀`)).toBe(`${"a".repeat(299)}\u{FFFD}`);
  expect(shortened("os\u0000.system\n")).toBe("os\u{FFFD}.system\u{FFFD}");
});
