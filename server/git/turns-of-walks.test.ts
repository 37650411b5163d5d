import { describe, expect, test } from "vitest";
import { fillLane } from "@/server/testing/full-lane";
import { gitRepository, put } from "@/server/testing/git-repository";
import { withSlowGit } from "@/server/testing/slow-git";
import { setupWorld } from "@/server/testing/world";
import {
  advertiseRefs,
  commitFiles,
  countCommits,
  createBranch,
  distancesFrom,
  lastCommits,
  lfsRule,
  listCommits,
  openPatch,
} from ".";

const world = setupWorld();
const BUSY = { code: "unavailable", reason: "git_busy" };
const { signal } = new AbortController();

/** Two commits on `main`, as a person sees them. */
async function repository() {
  const made = await gitRepository(world.as(await world.user()));
  const first = await made.commit("one", [put("a/b", "1"), put(".gitattributes", "*.bin filter=lfs\n")]);
  const last = await made.commit("two", [put("a/b", "2")]);
  return { ...made, first, last };
}

describe("of a caller whose turns of walks are taken", () => {
  test("histories of a path and patches are refused, counts and distances are unknown, and commits go on", async () => {
    const { ctx, repoId, first, last } = await repository();
    const leave = fillLane(ctx);
    expect((await listCommits(ctx, repoId, { commit: last })).items).toHaveLength(2);
    await expect(listCommits(ctx, repoId, { commit: last, path: "a" })).rejects.toMatchObject(BUSY);
    await expect(listCommits(ctx, repoId, { commit: last, skip: 1_000_000 })).rejects.toMatchObject(BUSY);
    await expect(openPatch(ctx, repoId, { from: first, to: last, signal })).rejects.toMatchObject(BUSY);
    const files = [{ path: "x.bin", size: 1 }];
    expect([...(await lfsRule(ctx, repoId, { commit: last, files }))]).toEqual(["x.bin"]);
    expect(await countCommits(ctx, repoId, { commit: last })).toBeNull();
    expect(await lastCommits(ctx, repoId, { commit: last, paths: ["a"] })).toEqual(new Map());
    expect(await distancesFrom(ctx, repoId, { base: last, heads: [first] })).toEqual(new Map());
    await leave();
    expect([...(await lastCommits(ctx, repoId, { commit: last, paths: ["a"] })).keys()]).toEqual(["a"]);
    expect(await countCommits(ctx, repoId, { commit: last })).toBe(2);
  });

  test("one network of visitors has one lane", async () => {
    const { ctx, repoId, last } = await repository();
    const at = (clientAddress: string) => ({ ...ctx, actor: { kind: "anonymous" as const }, clientAddress });
    const leave = fillLane(at("2001:db8::1"));
    await expect(listCommits(at("2001:db8::2"), repoId, { commit: last, path: "a" })).rejects.toMatchObject(BUSY);
    expect((await listCommits(at("2001:db8:1::1"), repoId, { commit: last, path: "a" })).items).toHaveLength(2);
    await leave();
  });
});

describe("where git takes too long", () => {
  test("distances are told as far as they were counted in five seconds", async () => {
    const { ctx, repoId, commit, first, last } = await repository();
    await createBranch(ctx, repoId, { name: "x", commit: first });
    const slow = await commit("three", [put("c", "3")], "x");
    const slowed = await withSlowGit(ctx, `...${slow}`);
    const since = performance.now();
    const known = await distancesFrom(slowed, repoId, { base: last, heads: [first, slow, last] });
    expect([...known]).toEqual([[first, { ahead: 0, behind: 1 }]]);
    expect(performance.now() - since).toBeLessThan(10_000);
  });

  test("nothing is LFS by attributes, and no commit adds lines to them that may be there", async () => {
    const { ctx, repoId, last } = await repository();
    const slowed = await withSlowGit(ctx, "check-attr");
    const files = [
      { path: "x.bin", size: 1 },
      { path: "large", size: 20_000_000 },
    ];
    expect([...(await lfsRule(slowed, repoId, { commit: last, files }))]).toEqual(["large"]);
    const content = { oid: "a".repeat(64), size: 1 };
    const change = { branch: "main", message: "LFS", author: { name: "Ada", email: "ada@example.com" } };
    const late = commitFiles(slowed, repoId, { ...change, operations: [{ kind: "put", path: "x.bin", content }] });
    await expect(late).rejects.toMatchObject({ code: "unavailable", reason: "git_timeout" });
  });

  test("a patch ends when its reader is gone, and makes room", async () => {
    const { ctx, repoId, first, last } = await repository();
    const slowed = await withSlowGit(ctx, "diff-tree");
    const reader = new AbortController();
    const open = () => openPatch(slowed, repoId, { from: first, to: last, signal: reader.signal });
    const patches = await Promise.all([open(), open()]);
    const waiting = openPatch(slowed, repoId, { from: first, to: last, signal });
    const reads = patches.map(async (patch) => {
      for await (const _ of patch);
    });
    const all = Promise.allSettled(reads);
    setTimeout(() => reader.abort(), 500);
    const ended = await all;
    expect(ended.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await waiting;
  });
});

test("clients of one network that read no list of refs leave places to others", async () => {
  const { ctx, repoId } = await repository();
  const ask = (network: string, reader = signal) =>
    advertiseRefs(ctx, repoId, { service: "git-upload-pack", network, signal: reader });
  const readers = new AbortController();
  await Promise.all(Array.from({ length: 16 }, () => ask("one", readers.signal)));
  const waiting = Array.from({ length: 256 }, () => ask("one", readers.signal));
  await expect(ask("one")).rejects.toMatchObject(BUSY);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await ask("two")) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toContain("refs/heads/main");
  readers.abort();
  await Promise.all(waiting);
});
