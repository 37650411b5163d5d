import { expect, test } from "vitest";
import { pairPatches, type RawChange } from "./pair-patches";
import type { FilePatch } from "./parse-patches";

const [OLD, NEW] = ["1".repeat(40), "2".repeat(40)];
const change = (path: string): RawChange => ({ status: "M", oldOid: OLD, newOid: NEW, oldPath: path, path });
const patch: FilePatch = { blobs: `${OLD}..${NEW}`, isBinary: false, isTruncated: false, hunks: [] };

test("of the last patch of a text that is cut nobody knows whether it went on", () => {
  const changes = ["a", "b", "c"].map(change);
  const cut = (isCut: boolean) =>
    pairPatches(changes, { patches: [patch, patch], isCut }).map((paired) => paired.isCut);
  expect(cut(true)).toEqual([false, true, true]);
  expect(cut(false)).toEqual([false, false, false]);
});
