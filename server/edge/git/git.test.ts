import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { listTree, putRefRule, resolveRevision } from "@/server/git";
import { addRepo } from "@/server/hub/repositories/create-repo";
import { renameRepo } from "@/server/hub/repositories/rename-repo";
import { setupGitServer } from "@/server/testing/git-server";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupGitServer(world);

async function repository({
  visibility = "public",
  shelf = "models",
}: Partial<Pick<Parameters<typeof addRepo>[1], "visibility" | "shelf">> = {}) {
  const user = await world.user();
  const ctx = world.as(user);
  const repo = await addRepo(ctx, { shelf, name: "it", visibility, description: "" });
  const { secret } = await world.token(user);
  const path = `${shelf === "models" ? "" : `/${shelf}`}/${user.username}/it`;
  const head = async () => (await resolveRevision(ctx, repo.id, "main")).commit;
  return { ctx, user, repo, secret, path, head, url: server.urlOf(path, secret) };
}
const refused = (work: Promise<unknown>, words: RegExp) =>
  expect(work).rejects.toMatchObject({ stderr: expect.stringMatching(words) });

describe("cloning and fetching", () => {
  test.each([["models"], ["datasets"], ["codes"]] as const)(
    "anybody clones a public repository of %s, with and without .git",
    async (shelf) => {
      const { path } = await repository({ shelf });
      for (const suffix of ["", ".git"]) {
        const { git } = await server.clone(server.urlOf(path + suffix));
        expect(await git("log", "--format=%s")).toBe("initial commit\n");
      }
    },
  );

  test("shallow and partial clones get what they ask for, and the rest when they need it", async () => {
    const { url } = await repository();
    const full = await server.clone(url);
    for (const n of [1, 2, 3]) {
      await full.write("a.txt", `version ${n}\n`);
      await full.commit(`version ${n}`);
    }
    await full.git("push", "--quiet");
    const shallow = await server.clone(url, "--depth=1");
    expect(await shallow.git("rev-list", "--count", "HEAD")).toBe("1\n");
    await shallow.git("fetch", "--quiet", "--unshallow");
    expect(await shallow.git("rev-list", "--count", "HEAD")).toBe("4\n");
    const partial = await server.clone(url, "--filter=blob:none", "--no-checkout");
    expect(await partial.git("rev-list", "--objects", "--missing=print", "HEAD")).toContain("\n?");
    expect(await partial.git("show", "HEAD~2:a.txt")).toContain("version 1\n");
  });

  test("what makes git walk the same folders again and again is no way to clone", async () => {
    const { url } = await repository();
    for (const filter of ["combine:tree:9+blob:none", "sparse:oid=HEAD:a.txt"]) {
      await expect(server.clone(url, `--filter=${filter}`, "--no-checkout")).rejects.toThrow(
        /filter '.*' not supported/,
      );
    }
  });

  test("protocol version 2 is spoken when asked for, version 0 otherwise", async () => {
    const { path } = await repository();
    const ask = async (headers: Record<string, string>, service = "git-upload-pack") => {
      const answer = await fetch(`${server.origin()}${path}/info/refs?service=${service}`, { headers });
      expect(answer.headers.get("content-type")).toBe(`application/x-${service}-advertisement`);
      expect(answer.headers.get("cache-control")).toBe("no-cache, max-age=0, must-revalidate");
      return answer.text();
    };
    expect(await ask({ "git-protocol": "version=2" })).toMatch(/^000eversion 2\n/);
    expect(await ask({})).toMatch(/^001e# service=git-upload-pack\n0000/);
    expect(await ask({ "git-protocol": "version=2; rm -rf /" })).toMatch(/^001e# service/);
  });

  test("a packed request body is understood, a body of another kind is not", async () => {
    const { path } = await repository();
    const post = (body: Uint8Array, headers: Record<string, string>) =>
      fetch(`${server.origin()}${path}/git-upload-pack`, { method: "POST", body: new Uint8Array(body), headers });
    const type = { "content-type": "application/x-git-upload-pack-request", "git-protocol": "version=2" };
    const lsRefs = Buffer.from("0014command=ls-refs\n0000");
    const answer = await post(gzipSync(lsRefs), { ...type, "content-encoding": "gzip" });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("refs/heads/main")]);
    expect((await post(lsRefs, { "content-type": "text/plain" })).status).toBe(415);
    expect((await post(lsRefs, { ...type, "content-encoding": "br" })).status).toBe(415);
  });

  test("the dumb protocol and unknown parts are not served", async () => {
    const { path } = await repository();
    const status = async (rest: string) => (await fetch(`${server.origin()}${path}/${rest}`)).status;
    expect(await status("info/refs")).toBe(403);
    expect(await status("info/refs?service=git-upload-archive")).toBe(403);
    expect(await status("HEAD")).toBe(401);
    expect(await status("objects/info/packs")).toBe(401);
  });
});

describe("who may do what", () => {
  test("a visitor is asked to sign in, for what is private and for what does not exist alike", async () => {
    const { path } = await repository({ visibility: "private" });
    for (const place of [path, "/nobody/nothing"]) {
      const answer = await fetch(`${server.origin()}${place}/info/refs?service=git-upload-pack`);
      expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([
        401,
        'Basic realm="Modelyard", charset="UTF-8"',
      ]);
    }
  });

  test("a stranger is told that a private repository does not exist, its owner clones it", async () => {
    const { path, url } = await repository({ visibility: "private" });
    const stranger = await world.token(await world.user());
    await refused(server.clone(server.urlOf(path, stranger.secret)), /not found/i);
    await server.clone(url);
    await refused(server.clone(server.urlOf(path, "hf_wrong")), /Authentication failed|could not read/i);
  });

  test("a read token and somebody else's token clone, but do not push", async () => {
    const { user, path, head } = await repository();
    const before = await head();
    const reader = await world.token(user, { role: "read" });
    const stranger = await world.token(await world.user());
    for (const secret of [reader.secret, stranger.secret]) {
      const work = await server.clone(server.urlOf(path, secret));
      await work.write("x", "x");
      await work.commit("x");
      await refused(work.git("push"), /403/);
    }
    expect(await head()).toBe(before);
  });

  test("git follows a rename", async () => {
    const { ctx, user, url } = await repository();
    await renameRepo.run(ctx, { shelf: "models", namespace: user.username, name: "it", newName: "that" });
    const work = await server.clone(url);
    await work.write("x", "x");
    await work.commit("x");
    await work.git("push", "--quiet");
  });
});

describe("pushing", () => {
  test("what is pushed is there with the next request, also when it is large", async () => {
    const { ctx, repo, url, head } = await repository();
    const work = await server.clone(url);
    await work.write("dir/a.txt", "a");
    for (const n of [1, 2, 3]) await work.write(`part-${n}`, randomBytes(3_000_000));
    await work.commit("add");
    await work.git("push", "--quiet");
    const { items } = await listTree(ctx, repo.id, { commit: await head() });
    expect(items.map(({ path }) => path)).toContain("part-3");
    await work.git("tag", "-a", "v1", "-m", "First");
    await work.git("push", "--quiet", "origin", "v1", "HEAD:refs/heads/feature/x");
    expect(await resolveRevision(ctx, repo.id, "v1")).toMatchObject({ commit: await head() });
    await work.git("push", "--quiet", "--delete", "origin", "feature/x");
  });

  test("a file over 10 MB is refused with advice, and nothing of it stays", async () => {
    const { ctx, repo, url, head } = await repository();
    const before = await head();
    const work = await server.clone(url);
    await work.write("large.txt", Buffer.alloc(10_000_001, "a"));
    await work.commit("large");
    await refused(work.git("push"), /large\.txt has 10\.0 MB.*git-lfs/);
    expect(await head()).toBe(before);
    const blob = (await work.git("rev-parse", "HEAD:large.txt")).trim();
    expect(await ctx.live.repositories.objects(repo.id).info(blob)).toBeNull();
  });

  test("a pointer to a file that was never uploaded is refused by its name", async () => {
    const { url } = await repository();
    const work = await server.clone(url);
    const oid = "d".repeat(64);
    await work.write("w.bin.txt", `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 5\n`);
    await work.commit("pointer");
    await refused(work.git("push"), new RegExp(`${oid} \\(w\\.bin\\.txt\\) was not uploaded`));
  });

  test.each(["CON", "trailing.", "back\\slash", "cafe\u0301", "a\u202Etxt.exe", "tab\tname"])(
    "the file name %j is refused",
    async (name) => {
      const { url } = await repository();
      const work = await server.clone(url);
      await work.write(`dir/${name}`, "x");
      await work.commit("name");
      await refused(work.git("push"), /in dir: /);
    },
  );

  test("P: a file name that is no UTF-8 is refused", async () => {
    const { url } = await repository();
    const work = await server.clone(url);
    await work.write("x", "x");
    const blob = (await work.git("hash-object", "-w", "x")).trim();
    const entry = Buffer.concat([Buffer.from(`100644 blob ${blob}\tbad-`), Buffer.from([0xff, 0xfe, 0])]);
    const tree = execFileSync("git", ["mktree", "-z"], { cwd: work.folder, input: entry }).toString().trim();
    const commit = (await work.git("commit-tree", tree, "-p", "HEAD", "-m", "bytes")).trim();
    await refused(work.git("push", "origin", `${commit}:refs/heads/main`), /A path is UTF-8/);
  });

  test("a tree that holds .git is refused", async () => {
    const { url } = await repository();
    const work = await server.clone(url);
    await work.write("x", "x");
    const blob = (await work.git("hash-object", "-w", "x")).trim();
    const entry = `100644 blob ${blob}\t.gIt\n`;
    const tree = execFileSync("git", ["mktree"], { cwd: work.folder, input: entry }).toString().trim();
    const commit = (await work.git("commit-tree", tree, "-p", "HEAD", "-m", "evil")).trim();
    await refused(work.git("push", "origin", `${commit}:refs/heads/main`), /hasDotgit|\.git/i);
  });

  test.each([
    "refs/heads/-x",
    "refs/internal/x",
    "refs/convert/x",
    "refs/pr/1",
    "refs/notes/x",
    `refs/heads/${"f".repeat(40)}`,
  ])("nobody pushes to %s", async (ref) => {
    const { url } = await repository();
    const work = await server.clone(url);
    await refused(work.git("push", "origin", `HEAD:${ref}`), /cannot be pushed|not by pushing|hidden ref/);
  });

  test("the default branch is not deleted, a protected one not rewritten, except by those who may", async () => {
    const { ctx, repo, url, head } = await repository();
    const work = await server.clone(url);
    await work.write("x", "x");
    await work.commit("x");
    await work.git("push", "--quiet");
    await refused(work.git("push", "--delete", "origin", "main"), /cannot be deleted|deletion of the current branch/);
    const rule = { pattern: "refs/heads/main", push: "write" as const, merge: "write" as const, people: [] };
    await putRefRule(ctx, repo.id, { ...rule, force: "nobody" });
    await work.git("commit", "--amend", "--quiet", "-m", "rewritten");
    await refused(work.git("push", "--force"), /main is protected: its history cannot be changed/);
    await putRefRule(ctx, repo.id, { ...rule, push: "admin", force: "admin" });
    await work.git("push", "--quiet", "--force");
    expect(await head()).toBe((await work.git("rev-parse", "HEAD")).trim());
  });

  test("of two pushes at the same time one wins, and the other is told to fetch first", async () => {
    const { url, head } = await repository();
    const works = await Promise.all([server.clone(url), server.clone(url)]);
    for (const [index, work] of works.entries()) {
      await work.write(`file-${index}`, "x");
      await work.commit(`from ${index}`);
    }
    const outcomes = await Promise.allSettled(works.map((work) => work.git("push", "--quiet")));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const winner = works[outcomes.findIndex(({ status }) => status === "fulfilled")];
    expect(await head()).toBe((await winner?.git("rev-parse", "HEAD"))?.trim());
  });
});
