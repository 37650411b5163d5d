import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createGuardedFetch } from "@/server/adapters/fetch-guarded";
import { createRepositories, listRemoteRefs as listThroughGit, putRefRule, readRefs } from "@/server/git";
import { addRepo } from "@/server/hub/repositories/create-repo";
import { setupRemoteGit } from "@/server/testing/remote-git";
import { setupWorld } from "@/server/testing/world";
import { fetchRefs, listRemoteRefs, type TransportReason } from ".";

const world = setupWorld();
const there = setupRemoteGit(world);
const never = new AbortController().signal;
let count = 0;
let first: ReturnType<typeof target> | null = null;

/** For questions that never get as far as a repository. */
function anyTarget() {
  first ??= target();
  return first;
}

async function target() {
  count += 1;
  there.interfere(() => false);
  const user = await world.user();
  const plain = world.as(user);
  const repo = await addRepo(plain, { shelf: "models", name: "it", visibility: "public", description: "" });
  // As the platform itself goes out, with this one origin open.
  const ctx = { ...plain, fetch: createGuardedFetch({ allowed: [], origins: [there.origin()] }) };
  const remote = await there.repository(`hostile-${count}`);
  const refs = () => readRefs(ctx, repo.id);
  const fetch = (options: Partial<Parameters<typeof fetchRefs>[1]> & { limit?: number } = {}) => {
    const { limit, ...rest } = options;
    const repositories =
      limit === undefined
        ? ctx.live.repositories
        : createRepositories({ root: ctx.live.repositories.root, maxPushBytes: limit });
    const at = { url: remote.url, username: null, password: null };
    const asked = { remote: at, repoId: repo.id, refs: ["refs/heads/main"], force: true, signal: never, ...rest };
    return fetchRefs({ ...ctx, live: { ...ctx.live, repositories } }, asked);
  };
  return { ctx, repo, remote, refs, fetch };
}

describe("G2: addresses of a remote", () => {
  test.each([
    "ext::sh -c touch% /tmp/owned",
    "file:///etc",
    "/etc",
    "-oProxyCommand=touch /tmp/owned",
    "--upload-pack=touch /tmp/owned",
    "ssh://-oProxyCommand=x/it.git",
    "ssh://git@example.com/it.git",
    "git://example.com/it.git",
    "git@example.com:it.git",
    "ftp://example.com/it.git",
    "https://ada:word@example.com/it.git",
    "https://example.com/it.git?x=1",
    "https://example.com/it.git#x",
    "",
  ])("%j is refused before anything is asked", async (url) => {
    const { ctx } = await anyTarget();
    const before = there.seen().length;
    const asked = listRemoteRefs(ctx, { url, username: null, password: null }, never);
    await expect(asked).rejects.toMatchObject({ code: "invalid", reason: "remote_address" });
    expect(there.seen()).toHaveLength(before);
  });

  test.each(["ext::sh -c true", "file:///etc", "https://example.com/it", "http://127.0.0.1:80/x/../y", "-x"])(
    "git itself is never given %j",
    async (url) => {
      const { ctx } = await anyTarget();
      await expect(listThroughGit(ctx, { url, signal: never })).rejects.toThrow(/a relay of this process/);
    },
  );

  test.each([
    "http://127.0.0.1/it.git",
    "http://localhost:5432/it.git",
    "http://[::1]:6379/it.git",
    "http://169.254.169.254/latest/meta-data",
    "http://10.0.0.1/it.git",
    "http://2130706433/it.git",
    "http://[::ffff:127.0.0.1]/it.git",
  ])("S: %s, which lies inside and was not opened, is refused", async (url) => {
    const { ctx } = await anyTarget();
    const asked = listRemoteRefs(ctx, { url, username: null, password: null }, never);
    await expect(asked).rejects.toMatchObject({ code: "invalid", reason: "address_refused" });
  });

  test.each(["http://169.254.169.254/info/refs", "http://127.0.0.1:5432/info/refs", "file:///etc/info/refs"])(
    "S: a redirect to %s is refused",
    async (location) => {
      const { fetch } = await anyTarget();
      there.interfere((_request, response) => !!response.writeHead(302, { location }).end());
      await expect(fetch()).rejects.toMatchObject({ reason: "address_refused" });
    },
  );

  test("a redirect in the middle of the conversation is not followed", async () => {
    const { fetch, refs, remote } = await target();
    const before = await refs();
    there.interfere((request, response) => {
      if (request.method !== "POST") return false;
      return !!response.writeHead(307, { location: `${remote.url}/git-upload-pack` }).end();
    });
    await expect(fetch()).rejects.toMatchObject({ reason: "remote_failed" });
    expect(await refs()).toEqual(before);
  });
});

describe("G6: what a remote sends", () => {
  test("a pack of more bytes than a push may have is cut off, and nothing of it stays", async () => {
    const { fetch, refs, remote, ctx, repo } = await target();
    const head = await remote.commit("main", { "large.bin": randomBytes(3_000_000) });
    const before = await refs();
    await expect(fetch({ limit: 1_000_000 })).rejects.toMatchObject({ code: "too_large", reason: "pack_too_large" });
    expect(await refs()).toEqual(before);
    expect(await ctx.live.repositories.objects(repo.id).info(head)).toBeNull();
  });

  test("names of files, sizes and folders are judged as in a push", async () => {
    const { fetch, refs, remote } = await target();
    const before = await refs();
    const good = await remote.git("rev-parse", "main");
    for (const [path, content, words] of [
      ["dir/CON", "x", /CON/],
      ["large.txt", Buffer.alloc(10_000_001, "a"), /large\.txt has 10\.0 MB/],
    ] as const) {
      await remote.git("update-ref", "refs/heads/main", good);
      await remote.commit("main", { [path]: content });
      const refused = { code: "invalid", reason: "objects_refused", message: expect.stringMatching(words) };
      await expect(fetch()).rejects.toMatchObject(refused);
    }
    expect(await refs()).toEqual(before);
  });

  test("a tree with .git in it and a commit that is none are what git refuses by itself", async () => {
    const { fetch, refs, remote, ctx, repo } = await target();
    const before = await refs();
    const raw = (type: string, input: Buffer) =>
      execFileSync("git", ["hash-object", "-w", "--literally", "-t", type, "--stdin"], { cwd: remote.folder, input })
        .toString()
        .trim();
    const blob = raw("blob", Buffer.from("x"));
    const tree = raw("tree", Buffer.concat([Buffer.from("100644 .git\0"), Buffer.from(blob, "hex")]));
    const hooked = await remote.git("commit-tree", tree, "-m", "evil");
    const odd = raw("commit", Buffer.from(`tree ${"0".repeat(40)}\nauthor nobody\n\nx`));
    for (const [head, words] of [
      [hooked, /hasDotgit/],
      [odd, /./],
    ] as const) {
      await remote.git("update-ref", "refs/heads/main", hooked);
      execFileSync("sh", ["-c", `printf '%s\n' ${head} > refs/heads/main`], { cwd: remote.folder });
      await expect(fetch()).rejects.toMatchObject({ message: expect.stringMatching(words) });
      expect(await refs()).toEqual(before);
      expect(await ctx.live.repositories.objects(repo.id).info(head)).toBeNull();
    }
  });

  test("a protected branch stays where it is, and others move", async () => {
    const { ctx, repo, fetch, remote } = await target();
    const rule = { pattern: "refs/heads/main", merge: "write" as const, force: "nobody" as const, people: [] };
    await putRefRule(ctx, repo.id, { ...rule, push: "nobody" });
    await remote.git("branch", "dev", "main");
    const { moved, refused } = await fetch({ refs: ["refs/heads/dev", "refs/heads/main"] });
    expect(moved.map(({ ref }) => ref)).toEqual(["refs/heads/dev"]);
    expect(refused).toMatchObject([{ ref: "refs/heads/main", problem: expect.stringMatching(/protected/) }]);
  });

  test.each(["refs/internal/x", "refs/pr/1", "refs/heads/-x", "refs/heads/../../x", "refs/heads/a:refs/heads/b"])(
    "G1: %s is not taken, whoever asks for it",
    async (ref) => {
      const { fetch } = await anyTarget();
      await expect(fetch({ refs: [ref] })).rejects.toMatchObject({ code: "invalid", reason: "bad_ref_name" });
    },
  );

  test("more refs than ten thousand are told, not cut", async () => {
    const { ctx, remote, fetch } = await target();
    const main = await remote.git("rev-parse", "main");
    const lines = Array.from({ length: 10_000 }, (_, index) => `create refs/heads/b${index} ${main}\n`).join("");
    execFileSync("git", ["update-ref", "--stdin"], { cwd: remote.folder, input: lines });
    await remote.git("pack-refs", "--all");
    const at = { url: remote.url, username: null, password: null };
    const told = { code: "too_large", reason: "too_many_refs" satisfies TransportReason };
    await expect(listRemoteRefs(ctx, at, never)).rejects.toMatchObject(told);
    const names = Array.from({ length: 10_001 }, (_, index) => `refs/heads/b${index}`);
    await expect(fetch({ refs: names })).rejects.toMatchObject(told);
  });
});
