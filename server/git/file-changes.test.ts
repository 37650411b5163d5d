import { expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { collectChanges, type FileOperation } from "./file-changes";
import { openSecretWatch } from "./secrets/secret-watch";

const world = setupWorld();
async function collect(operations: Iterable<FileOperation>) {
  const ctx = world.system();
  const repoId = ctx.id();
  return collectChanges(ctx, repoId, { operations, watch: await openSecretWatch(ctx, repoId) });
}
const copy = (path: string): FileOperation => ({ kind: "copy", from: "config.json", path });
const remove = (path: string): FileOperation => ({ kind: "delete", path });

test("a deletion takes what came before it below its path, and nothing else", async () => {
  const { copies, deletes } = await collect([
    ...["a/b/c.txt", "a/b.txt", "ab.txt", "x/a/c.txt", "d/e/f.txt"].map(copy),
    ...["a/none", "d/e/f.txt", "a", "d/e"].map(remove),
    copy("a/b/later.txt"),
    ...[remove("b"), copy("b"), remove("b/c")],
  ]);
  expect([...copies.keys()]).toEqual(["ab.txt", "x/a/c.txt", "a/b/later.txt", "b"]);
  expect([...deletes.keys()]).toEqual(["a/none", "d/e/f.txt", "a", "d/e", "b/c"]);
});

test("as many copies and deletions as a commit may have are read in a moment", async () => {
  const names = Array.from({ length: 25_000 }, (_, index) => `folder/part-${index % 100}/file-${index}.txt`);
  const before = process.threadCpuUsage();
  const { copies, deletes } = await collect([...names.map(copy), ...names.map((name) => remove(`${name}.old`))]);
  const { user } = process.threadCpuUsage(before);
  expect([copies.size, deletes.size]).toEqual([25_000, 25_000]);
  expect(user / 1_000).toBeLessThan(3_000);
});
