import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createLatest } from "@/server/kept/latest";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { setupWorld } from "@/server/testing/world";
import type { GitCall } from "./git-process";
import { inspectObjects } from "./inspect-objects";
import { judgeNamesIn } from "./judge-names";
import { pathProblem } from "./path-name";
import { openSecretWatch } from "./secrets/secret-watch";

const world = setupWorld();

/** What a push of so many trees, of 4 MB each, is told, and how many of them are read. */
async function pushOfTrees(count: number, packed = 60) {
  const ctx = world.system();
  const facts = Array.from(
    { length: count },
    (_, index) => `${randomBytes(20).toString("hex")} tree 4000000 ${packed} f${index}\n`,
  );
  let read = 0;
  async function* stream(_: string, { args, input }: GitCall): AsyncGenerator<Buffer> {
    if (args.some((word) => word.startsWith("--batch-check"))) yield* facts.map((line) => Buffer.from(line));
    if (args.some((word) => word.startsWith("--batch="))) {
      for await (const _ of input as AsyncIterable<Uint8Array>) read += 1;
    }
  }
  const slim = { ...ctx, live: { ...ctx.live, repositories: { ...ctx.live.repositories, stream } } };
  const heads = ["f".repeat(40)];
  const watch = await openSecretWatch(ctx, ctx.id());
  const { signal } = new AbortController();
  const { problems } = await inspectObjects(slim, ctx.id(), { heads, env: {}, signal, watch });
  return { problems, read };
}

test("a small push of more than 1 GiB of folders is refused before they are all read", async () => {
  expect(await pushOfTrees(268)).toEqual({ problems: [], read: 268 });
  expect(await pushOfTrees(1_000, 100_000)).toEqual({ problems: [], read: 1_000 });
  const { problems, read } = await pushOfTrees(1_000);
  expect(problems).toEqual([expect.stringContaining("too many large folders")]);
  expect(read).toBe(268);
});

test("a name that is in many trees is judged once, its path in each", () => {
  const good = createLatest<true>({ most: 50_000 });
  const names = Array.from({ length: 10_000 }, (_, index) => Buffer.from(`é${index}`));
  const judgeAll = (problemOf: (name: string) => string | null) => {
    for (let round = 0; round < 10; round += 1) for (const name of names) problemOf(name.toString());
  };
  const alone = cpuMsOf(() => judgeAll((name) => pathProblem(`some/folder/${name}`)));
  judgeAll(judgeNamesIn(good, "other/folder"));
  expect(cpuMsOf(() => judgeAll(judgeNamesIn(good, "some/folder")))).toBeLessThan(alone / 2);
  expect(judgeNamesIn(good, "some/folder")("é1")).toBeNull();
  expect(judgeNamesIn(good, `${"a/".repeat(1_022)}a`)("é1")).toContain("1 to 2048 bytes");
  expect(judgeNamesIn(good, "a/.git")("é1")).toContain("`.git` is reserved");
  for (const _ of [1, 2]) expect(judgeNamesIn(good, "")("nul")).toContain("reserved by Windows");
});
