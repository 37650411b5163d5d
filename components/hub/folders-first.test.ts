import { expect, test } from "vitest";
import { foldersFirst } from "./folders-first";

test("folders stand before files, each by name", () => {
  const entries = [
    { path: "README.md", kind: "file" },
    { path: "data", kind: "directory" },
    { path: "link", kind: "symlink" },
    { path: "tools", kind: "directory" },
  ];
  expect(foldersFirst(entries).map(({ path }) => path)).toEqual(["data", "tools", "README.md", "link"]);
});
