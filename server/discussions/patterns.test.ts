import { expect, test } from "vitest";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { ownersIn, readCodeOwners } from "./reviews/code-owners";
import { closingsIn, referencesIn } from "./words";

const MOST = 65_536;

test.each([
  ["angle brackets", "<".repeat(MOST)],
  ["links without an end", "](".repeat(MOST / 2)],
  ["code without an end", "`a".repeat(MOST / 2)],
  ["fences without an end", "```\n~~~\n".repeat(MOST / 8)],
  ["words that close nothing", "fixes ".repeat(MOST / 6)],
  ["spaces", `fixes${" ".repeat(MOST)}`],
])("a comment of %s is read in no time", (_, text) => {
  const read = () => expect([...referencesIn(text), ...closingsIn(text)]).toEqual([]);
  expect(cpuMsOf(read)).toBeLessThan(5_000);
});

test("references stand outside of code, quotes and links", () => {
  expect(referencesIn("see #1, `#2`, <a #3>, [x](#4) and https://x/#5, not a#6")).toEqual([1]);
});

test.each([
  ["stars", `${"*a".repeat(200)}b @eve`, "a".repeat(2_000)],
  ["folders", `${"**/".repeat(160)}b @eve`, "a/".repeat(300)],
  ["both", `${"**/*a*".repeat(70)}b @eve`, "aaaaaaaaaa/".repeat(100)],
])("owners by a pattern of many %s are found in bounded time", (_, line, path) => {
  const rules = readCodeOwners(`${line}\n`.repeat(20));
  const find = () => expect(ownersIn(rules, Array(20).fill(path))).toEqual([]);
  expect(cpuMsOf(find)).toBeLessThan(5_000);
});

test.each([
  ["*.md", "docs/a.md", true],
  ["docs/", "x/docs/a/b.txt", true],
  ["/docs/", "docs/a/b.txt", true],
  ["/docs/", "x/docs/a.txt", false],
  ["/build/", "build", false],
  ["src/**/a.ts", "src/x/y/a.ts", true],
  ["src/*", "src/a.ts", true],
  ["src/*", "src/x/a.ts", false],
  ["src/**", "src/x/a.ts", true],
  ["a?c", "abc", true],
  ["*", "any/file", true],
])("%s owns %s: %s", (pattern, path, owned) => {
  expect(ownersIn(readCodeOwners(`${pattern} @ada`), [path])).toEqual(owned ? ["ada"] : []);
});

const OWNED = `
# Everything else
* @all
*.js @js # and a remark
/build/logs/ @logs
docs/* @flat
apps/ @apps
/docs/deep/ @deep @second
**/logs @anylogs
/scripts/**/*.sh @shell
/apps/free
\\#odd @odd
path\\ with\\ space @space
!not.js @negated
[ab].txt @class
`;

test.each([
  ["README.md", ["all"]],
  ["src/a.js", ["js"]],
  ["build/logs/one/two.txt", ["anylogs"]],
  ["build/logs.txt", ["all"]],
  ["docs/a.md", ["flat"]],
  ["docs/x/y.md", ["all"]],
  ["docs/deep/a.js", ["deep", "second"]],
  ["x/docs/a.md", ["all"]],
  ["x/apps/a.md", ["apps"]],
  ["apps", ["all"]],
  ["apps/free/a.md", []],
  ["x/y/logs/z", ["anylogs"]],
  ["scripts/a/b/c.sh", ["shell"]],
  ["scripts/c.sh", ["shell"]],
  ["other/scripts/c.sh", ["all"]],
  ["#odd", ["odd"]],
  ["path with space", ["space"]],
  ["x/a.txt", ["class"]],
  ["README.MD", ["all"]],
])("in a whole file, the last line that fits %s names its owners: %s", (path, owners) => {
  expect(ownersIn(readCodeOwners(OWNED), [path])).toEqual(owners);
});
