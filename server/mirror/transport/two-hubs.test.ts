import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { findObjects, findXetHashes, openObject } from "@/server/content";
import { readRefs } from "@/server/git";
import { getReadableRepoById, pathOf } from "@/server/hub";
import { chunkFilesNow } from "@/server/hub/storage/chunk-files";
import { SettingValues } from "@/server/settings/contract";
import { writeSettings } from "@/server/settings/store";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { fetchLargeFiles, fetchRefs, type LargeFileReport, listRemoteRefs, pushLargeFiles, pushRefs } from ".";

const MIB = 1_024 ** 2;
const here = setupWorld();
const there = setupWorld();
const hub = setupHubServer(there);
const never = new AbortController().signal;

/** A private repository with a card and these large files; `remote` is how another hub names it. */
async function repository(world: typeof here, objects: Readonly<Record<string, Buffer>> = {}) {
  const user = await world.user();
  const ctx = world.as(user);
  const texts = { "README.md": "---\nlicense: mit\n---\n# It\n" };
  const { repo, commit } = await repoWith(ctx, { name: "it", visibility: "private", objects, texts });
  const remote = {
    url: `${hub.origin()}${pathOf(repo)}`,
    username: user.username,
    password: (await world.token(user)).secret,
  };
  const bytesOf = async (bytes: Buffer) =>
    buffer((await openObject(ctx, { repoId: repo.id, oid: shaOf(bytes) })).body).then((read) => read.equals(bytes));
  return { ctx, repo, commit, remote, bytesOf };
}

describe("from another Modelyard", () => {
  test("a private repository comes whole, and whatever follows a push finds its large files", async () => {
    const [large, small] = [randomBytes(3 * MIB), randomBytes(100)];
    const theirs = await repository(there, { "model.safetensors.bin": large, "small.bin": small });
    const { ctx, repo, bytesOf } = await repository(here);
    const { remote } = theirs;
    const { head, refs } = await listRemoteRefs(ctx, remote, never);
    expect([head, refs]).toEqual(["refs/heads/main", [{ name: "refs/heads/main", commit: theirs.commit }]]);
    let report: LargeFileReport | undefined;
    await fetchRefs(ctx, {
      ...{ remote, repoId: repo.id, refs: ["refs/heads/main"], force: true, signal: never },
      beforeMove: async (moves) => {
        const commits = moves.flatMap(({ after }) => after ?? []);
        report = await fetchLargeFiles(ctx, { remote, repoId: repo.id, commits, signal: never });
      },
    });
    expect(report).toMatchObject({ files: 2, bytes: large.length + small.length, failures: [] });
    expect((await readRefs(ctx, repo.id)).get("refs/heads/main")).toBe(theirs.commit);
    expect([await bytesOf(large), await bytesOf(small)]).toEqual([true, true]);
    const row = await getReadableRepoById(ctx, repo.id);
    expect(row).toMatchObject({ license: "mit", headCommit: theirs.commit });

    const converting = { ...ctx, live: { ...ctx.live, objects: { ...ctx.live.objects, converts: true } } };
    await chunkFilesNow(converting, repo.id, never);
    expect([...(await findXetHashes(ctx, { repoId: repo.id, oids: [shaOf(large)] })).keys()]).toEqual([shaOf(large)]);
    expect(await bytesOf(large)).toBe(true);
  });

  test("nothing comes with a wrong token, or with one that may not read it", async () => {
    const theirs = await repository(there, { "small.bin": randomBytes(100) });
    const { ctx, repo } = await repository(here);
    const stranger = await there.token(await there.user());
    const closed = [
      [null, "remote_hidden"],
      ["hf_wrong", "remote_refused"],
      [stranger.secret, "remote_missing"],
    ] as const;
    for (const [password, reason] of closed) {
      const remote = { ...theirs.remote, password };
      await expect(listRemoteRefs(ctx, remote, never)).rejects.toMatchObject({ reason });
      const asked = { remote, repoId: repo.id, refs: ["refs/heads/main"], force: true, signal: never };
      await expect(fetchRefs(ctx, asked)).rejects.toMatchObject({ reason });
    }
  });
});

describe("to another Modelyard", () => {
  test("large files go first, whole or in parts, then the refs; what is there is not sent again", async () => {
    await writeSettings(there.system(), 0, SettingValues.parse({ multipartBytes: MIB }));
    const [large, small] = [randomBytes(2 * MIB + 10), randomBytes(100)];
    const ours = await repository(here, { "large.bin": large, "small.bin": small });
    const { remote, ...theirs } = await repository(there);
    const { ctx, repo, commit } = ours;
    const refs = () =>
      pushRefs(ctx, { remote, repoId: repo.id, refs: ["refs/heads/main"], force: true, signal: never });
    const { refused } = await refs();
    expect(refused).toMatchObject([{ ref: "refs/heads/main" }]);
    const bytes: number[] = [];
    const files = () =>
      pushLargeFiles(ctx, {
        ...{ remote, repoId: repo.id, commits: [commit], signal: never },
        onProgress: (progress) => bytes.push(progress.bytes),
      });
    expect(await files()).toMatchObject({ ofFiles: 2, files: 2, bytes: large.length + 100, failures: [] });
    expect(bytes.at(-1)).toBe(large.length + 100);
    expect([await theirs.bytesOf(large), await theirs.bytesOf(small)]).toEqual([true, true]);
    expect(await refs()).toEqual({ moved: ["refs/heads/main"], refused: [] });
    expect((await readRefs(theirs.ctx, theirs.repo.id)).get("refs/heads/main")).toBe(commit);
    expect(await files()).toMatchObject({ files: 2, bytes: 0, failures: [] });
  });

  test("a token of somebody else sends nothing, and a large file that is missing here is told", async () => {
    const small = randomBytes(100);
    const { ctx, repo, commit } = await repository(here, { "small.bin": small });
    const theirs = await repository(there);
    const foreign = { ...theirs.remote, password: (await there.token(await there.user())).secret };
    const pushed = pushLargeFiles(ctx, { remote: foreign, repoId: repo.id, commits: [commit], signal: never });
    await expect(pushed).rejects.toMatchObject({ reason: "remote_missing" });
    expect((await findObjects(theirs.ctx, { repoId: theirs.repo.id, oids: [shaOf(small)] })).size).toBe(0);

    const { remote } = await repository(there, { "lost.bin": randomBytes(50) });
    const target = await repository(here);
    const asked = { remote, repoId: target.repo.id, signal: never };
    const { moved } = await fetchRefs(target.ctx, { ...asked, refs: ["refs/heads/main"], force: true });
    const commits = moved.flatMap(({ after }) => after ?? []);
    expect(await pushLargeFiles(target.ctx, { ...asked, commits })).toMatchObject({
      files: 0,
      failures: [{ path: "lost.bin", message: "This file is not here" }],
    });
  });
});
