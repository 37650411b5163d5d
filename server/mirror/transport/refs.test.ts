import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readRefs } from "@/server/git";
import { addRepo } from "@/server/hub/repositories/create-repo";
import { setupRemoteGit } from "@/server/testing/remote-git";
import { setupWorld } from "@/server/testing/world";
import { fetchRefs, listRemoteRefs, pushRefs, type Remote } from ".";

const world = setupWorld();
const there = setupRemoteGit(world);
const never = new AbortController().signal;
let count = 0;

async function pair({ isPrivate = false } = {}) {
  count += 1;
  const name = `it-${count}`;
  there.interfere(() => false);
  const user = await world.user();
  const ctx = world.as(user);
  const repo = await addRepo(ctx, { shelf: "models", name: "it", visibility: "public", description: "" });
  const remote = await there.repository(isPrivate ? `private/${name}` : name);
  const signIn = { username: isPrivate ? "ada" : null, password: isPrivate ? "right" : null };
  const at: Remote = { url: remote.url, ...signIn };
  const fetch = (refs: string[], options: Partial<Parameters<typeof fetchRefs>[1]> = {}) =>
    fetchRefs(ctx, { remote: at, repoId: repo.id, refs, force: true, signal: never, ...options });
  const refs = () => readRefs(ctx, repo.id);
  return { ctx, repo, remote, at, fetch, refs };
}

/** Names of files below the objects, so that what was left behind is seen. */
async function objectsOf({ ctx, repo }: Pick<Awaited<ReturnType<typeof pair>>, "ctx" | "repo">) {
  const { root } = ctx.live.repositories;
  const { folder } = ctx.live.repositories.placeOf(repo.id);
  const temporary = await readdir(join(root, ".tmp"));
  return [...(await readdir(join(folder, "objects"), { recursive: true })), ...temporary].sort();
}

describe("a remote", () => {
  test("tells its branches, its tags and where a clone begins", async () => {
    const { ctx, at, remote } = await pair();
    const main = await remote.git("rev-parse", "main");
    await remote.git("branch", "dev/one", "main");
    await remote.git("tag", "-a", "v1", "-m", "First", "main");
    await remote.git("update-ref", "refs/pull/1/head", main);
    const tag = await remote.git("rev-parse", "v1");
    expect(await listRemoteRefs(ctx, at, never)).toEqual({
      head: "refs/heads/main",
      refs: [
        { name: "refs/heads/dev/one", commit: main },
        { name: "refs/heads/main", commit: main },
        { name: "refs/tags/v1", commit: tag },
      ],
    });
  });

  test("that is empty has nothing to tell", async () => {
    const { ctx, at, remote } = await pair();
    await remote.git("update-ref", "-d", "refs/heads/main");
    expect((await listRemoteRefs(ctx, at, never)).refs).toEqual([]);
  });

  test("that is private lets in who has the right password alone", async () => {
    const { ctx, at } = await pair({ isPrivate: true });
    expect((await listRemoteRefs(ctx, at, never)).refs).toHaveLength(1);
    const closed = { code: "not_found", reason: "remote_hidden" };
    await expect(listRemoteRefs(ctx, { ...at, password: null }, never)).rejects.toMatchObject(closed);
    const refused = { code: "forbidden", reason: "remote_refused" };
    await expect(listRemoteRefs(ctx, { ...at, password: "wrong" }, never)).rejects.toMatchObject(refused);
  });

  test("that does not exist, is no git server or does not listen is told apart", async () => {
    const { ctx, at } = await pair();
    const ask = (url: string) => listRemoteRefs(ctx, { ...at, url }, never);
    await expect(ask(`${there.origin()}/nothing.git`)).rejects.toMatchObject({ reason: "remote_hidden" });
    await expect(ask("http://127.0.0.1:9/it.git")).rejects.toMatchObject({
      reason: "remote_unreachable",
      message: expect.stringMatching(/check the address.*reaches the host.*administrator/),
    });
    there.interfere((_request, response) => !!response.end("<html>Welcome</html>"));
    await expect(ask(at.url)).rejects.toMatchObject({ reason: "remote_not_git" });
    there.interfere((_request, response) => !!response.writeHead(503).end());
    await expect(ask(at.url)).rejects.toMatchObject({ code: "unavailable", reason: "remote_busy" });
  });
});

describe("fetching", () => {
  test("brings chosen branches and tags, and the platform is told", async () => {
    const { at, ctx, fetch, refs, remote, repo } = await pair({ isPrivate: true });
    await remote.git("tag", "-a", "v1", "-m", "First", "main");
    await remote.git("branch", "other", "main");
    const pieces: number[] = [];
    const { moved, refused } = await fetch(["refs/heads/main", "refs/tags/v1"], {
      onProgress: ({ bytes }) => pieces.push(bytes),
    });
    expect(refused).toEqual([]);
    expect(moved.map(({ ref }) => ref)).toEqual(["refs/heads/main", "refs/tags/v1"]);
    const listed = new Map((await listRemoteRefs(ctx, at, never)).refs.map(({ name, commit }) => [name, commit]));
    listed.delete("refs/heads/other");
    expect(await refs()).toEqual(listed);
    expect(pieces.at(-1)).toBeGreaterThan(100);
    expect((await readRefs(ctx, repo.id, ["refs/internal"])).size).toBe(0);
    expect((await fetch(["refs/heads/main"])).moved).toEqual([]);
  });

  test("again brings only what is new", async () => {
    const { fetch, remote } = await pair();
    await remote.commit("main", { "large.txt": randomBytes(400_000).toString("hex") });
    let first = 0;
    await fetch(["refs/heads/main"], { onProgress: ({ bytes }) => (first = bytes) });
    await remote.commit("main", { "small.txt": "small" });
    let second = 0;
    await fetch(["refs/heads/main"], { onProgress: ({ bytes }) => (second = bytes) });
    expect([first > 400_000, second < 10_000]).toEqual([true, true]);
  });

  test("takes a rewritten branch and a moved tag only when told to", async () => {
    const { fetch, refs, remote } = await pair();
    await remote.git("tag", "v1", "main");
    await remote.git("branch", "steady", "main");
    const names = ["refs/heads/main", "refs/heads/steady", "refs/tags/v1"];
    await fetch(names);
    const before = await refs();
    const rewritten = await remote.commit("main", { "README.md": "# Anew\n" }, null);
    await remote.git("tag", "-f", "v1", rewritten);
    const steady = await remote.commit("steady", { more: "more" });
    const { moved, refused } = await fetch(names, { force: false });
    expect(moved.map(({ ref }) => ref)).toEqual(["refs/heads/steady"]);
    expect(refused.map(({ ref, problem }) => [ref, problem])).toEqual([
      ["refs/heads/main", "its history there is another one than here"],
      ["refs/tags/v1", "the tag was moved there"],
    ]);
    expect(await refs()).toEqual(new Map([...before, ["refs/heads/steady", steady]]));
    await fetch(names);
    expect((await refs()).get("refs/heads/main")).toBe(rewritten);
    expect((await refs()).get("refs/tags/v1")).toBe(rewritten);
  });

  test("has the objects ready before a ref moves, and moves none when that goes wrong", async () => {
    const { ctx, repo, fetch, refs, remote } = await pair();
    const before = await refs();
    const head = await remote.commit("main", { more: "more" });
    const heads: (string | null)[] = [];
    const attempt = fetch(["refs/heads/main"], {
      beforeMove: async (moves) => {
        heads.push(...moves.map(({ after }) => after));
        expect(await ctx.live.repositories.objects(repo.id).info(head)).toMatchObject({ type: "commit" });
        throw new Error("a large file did not come");
      },
    });
    await expect(attempt).rejects.toThrow("a large file did not come");
    expect([heads, await refs()]).toEqual([[head], before]);
    let bytes = 0;
    await fetch(["refs/heads/main"], { onProgress: (so) => ({ bytes } = so) });
    expect((await refs()).get("refs/heads/main")).toBe(head);
    expect(bytes).toBeLessThan(2_000);
  });

  test("follows a repository that moved on its own host, and no further", async () => {
    const { fetch, refs, remote } = await pair();
    const main = await remote.git("rev-parse", "main");
    const real = new URL(remote.url).pathname;
    const moved = (to: string) =>
      there.interfere((request, response) => {
        if (!request.url?.startsWith("/old/")) return false;
        response.writeHead(301, { location: `${to}${real}/info/refs?service=git-upload-pack` }).end();
        return true;
      });
    const at = { url: `${there.origin()}/old/it`, username: null, password: null };
    moved("");
    await fetch(["refs/heads/main"], { remote: at });
    expect((await refs()).get("refs/heads/main")).toBe(main);
    moved(there.origin().replace("127.0.0.1", "localhost"));
    await expect(fetch(["refs/heads/main"], { remote: at })).rejects.toMatchObject({ reason: "remote_moved" });
  });

  test("tells of a branch that is gone", async () => {
    const { fetch } = await pair();
    await expect(fetch(["refs/heads/gone"])).rejects.toMatchObject({ reason: "revision_not_found" });
  });
});

describe("an interrupted fetch", () => {
  test.each(["the connection is cut", "it is given up"])(
    "leaves nothing when %s, and the next one completes",
    async (how) => {
      const at = await pair();
      const { fetch, refs, remote } = at;
      const head = await remote.commit("main", { "large.bin": randomBytes(3_000_000) });
      const before = [await refs(), await objectsOf(at)];
      const given = new AbortController();
      there.interfere((request, response) => {
        if (request.method !== "POST") return false;
        const write = response.write.bind(response) as (chunk: Buffer) => boolean;
        let sent = 0;
        response.write = ((chunk: Buffer) => {
          sent += chunk.byteLength;
          if (sent < 1_000_000) return write(chunk);
          if (how === "it is given up") given.abort();
          else response.destroy();
          return true;
        }) as typeof response.write;
        return false;
      });
      const problem = how === "it is given up" ? { name: "AbortError" } : { reason: "remote_unreachable" };
      await expect(fetch(["refs/heads/main"], { signal: given.signal })).rejects.toMatchObject(problem);
      expect([await refs(), await objectsOf(at)]).toEqual(before);
      there.interfere(() => false);
      await fetch(["refs/heads/main"]);
      expect((await refs()).get("refs/heads/main")).toBe(head);
    },
  );
});

describe("pushing", () => {
  test("sends branches and tags, says what was refused, and replaces history only when told to", async () => {
    const { ctx, repo, at, refs, remote, fetch } = await pair({ isPrivate: true });
    await fetch(["refs/heads/main"]);
    const ours = (await refs()).get("refs/heads/main") ?? "";
    const run = (...args: string[]) => ctx.live.repositories.run(repo.id, { args });
    await run("branch", "dev", ours);
    await run("tag", "v1", ours);
    await remote.commit("main", { README: "theirs" }, null);
    const push = (force: boolean, names = ["refs/heads/dev", "refs/heads/main", "refs/tags/v1"]) =>
      pushRefs(ctx, { remote: at, repoId: repo.id, refs: names, force, signal: never });
    const { moved, refused } = await push(false);
    expect([...moved].sort()).toEqual(["refs/heads/dev", "refs/tags/v1"]);
    expect(refused).toMatchObject([{ ref: "refs/heads/main", problem: expect.stringMatching(/rejected/) }]);
    expect(await push(true)).toEqual({ moved: ["refs/heads/main"], refused: [] });
    expect(await remote.git("rev-parse", "main", "dev", "v1")).toBe([ours, ours, ours].join("\n"));
    expect(await push(true)).toEqual({ moved: [], refused: [] });
  });

  test("sends much in pieces, and a connection that breaks is no refusal", async () => {
    const { ctx, repo, at, remote, fetch } = await pair();
    const head = await remote.commit("main", { "large.bin": randomBytes(5_000_000) });
    await fetch(["refs/heads/main"]);
    const empty = await there.repository(`empty-${count}`);
    await empty.git("update-ref", "-d", "refs/heads/main");
    const push = (signal = never) =>
      pushRefs(ctx, {
        remote: { ...at, url: empty.url },
        repoId: repo.id,
        refs: ["refs/heads/main"],
        force: false,
        signal,
      });
    there.interfere((request) => {
      if (request.method !== "POST") return false;
      request.once("data", () => request.destroy());
      return true;
    });
    await expect(push()).rejects.toMatchObject({ reason: "remote_unreachable" });
    there.interfere(() => false);
    expect((await push()).moved).toEqual(["refs/heads/main"]);
    expect(await empty.git("rev-parse", "main")).toBe(head);
  });
});

test("no argument and no file of git knows the credential, and the relay answers to who knows its path", async () => {
  const { ctx, repo, fetch } = await pair({ isPrivate: true });
  const seen: string[] = [];
  const strangers: number[] = [];
  there.interfere(async () => {
    for (const id of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
      const of = (name: string) => readFile(`/proc/${id}/${name}`, "latin1").catch(() => "");
      const command = await of("cmdline");
      if (command.includes("127.0.0.1") && command.includes("git")) seen.push(command, await of("environ"));
    }
    const [relay = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(seen.join()) ?? [];
    for (const path of ["/", "/x/info/refs?service=git-upload-pack", "/info/refs?service=git-upload-pack"]) {
      strangers.push((await globalThis.fetch(`${relay}${path}`)).status);
    }
    return false;
  });
  await fetch(["refs/heads/main"]);
  expect(seen.join()).toContain("fetch");
  expect(new Set(strangers)).toEqual(new Set([404]));
  expect(seen.join()).not.toMatch(/right|YWRhOnJpZ2h0/);
  const { folder } = ctx.live.repositories.placeOf(repo.id);
  expect(await readFile(join(folder, "config"), "utf8")).not.toMatch(/url|right/);
});
