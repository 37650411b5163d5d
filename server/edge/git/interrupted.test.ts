import { execFile, execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { commitFiles, resolveRevision } from "@/server/git";
import { addRepo } from "@/server/hub/repositories/create-repo";
import { setupGitServer } from "@/server/testing/git-server";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupGitServer(world);

async function repository() {
  const user = await world.user();
  const ctx = world.as(user);
  const repo = await addRepo(ctx, { shelf: "models", name: "it", visibility: "public", description: "" });
  const { secret } = await world.token(user);
  const { folder } = ctx.live.repositories.placeOf(repo.id);
  const path = `/${user.username}/it`;
  return { ctx, repo, secret, folder, path, url: server.urlOf(path, secret) };
}

/** Command lines of the processes that work on this repository. */
async function processesOn(folder: string): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return lines.map((line) => line.replaceAll("\0", " ")).filter((line) => line.includes(folder));
}

const packetLine = (text: string) => `${(text.length + 4).toString(16).padStart(4, "0")}${text}`;

describe("interrupted", () => {
  test("a push that breaks off in the middle leaves no ref, no object and no process; the next one succeeds", async () => {
    const { ctx, repo, secret, folder, path, url } = await repository();
    const { commit: before } = await resolveRevision(ctx, repo.id, "main");
    const work = await server.clone(url);
    await work.write("a.bin.txt", randomBytes(4_000_000));
    await work.commit("large");
    const after = (await work.git("rev-parse", "HEAD")).trim();
    const args = ["pack-objects", "--revs", "--stdout", "--quiet"];
    const pack = execFileSync("git", args, { cwd: work.folder, input: `${after}\n^${before}\n`, maxBuffer: 1 << 26 });

    const post = request(`${server.origin()}${path}/git-receive-pack`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`x:${secret}`).toString("base64")}`,
        "content-type": "application/x-git-receive-pack-request",
        "transfer-encoding": "chunked",
      },
    });
    post.on("error", () => {});
    post.write(`${packetLine(`${before} ${after} refs/heads/main\0 report-status`)}0000`);
    post.write(pack.subarray(0, 2_000_000));
    await expect.poll(() => processesOn(folder)).not.toEqual([]);
    post.destroy();

    await expect.poll(() => processesOn(folder)).toEqual([]);
    expect(await resolveRevision(ctx, repo.id, "main")).toMatchObject({ commit: before });
    expect((await readdir(join(folder, "objects"))).filter((name) => name.startsWith("tmp_"))).toEqual([]);
    expect(await ctx.live.repositories.objects(repo.id).info(after)).toBeNull();

    await work.git("push", "--quiet");
    expect(await resolveRevision(ctx, repo.id, "main")).toMatchObject({ commit: after });
  });

  test("git ends with the client that was cloning", async () => {
    const { ctx, repo, folder, path } = await repository();
    const operations = Array.from({ length: 8 }, (_, index) => ({
      kind: "put" as const,
      path: `f${index}`,
      content: randomBytes(4_000_000),
    }));
    const author = { name: "Ada", email: "a@x" };
    const { commit } = await commitFiles(ctx, repo.id, { branch: "main", message: "large", author, operations });
    const stop = new AbortController();
    const answer = await fetch(`${server.origin()}${path}/git-upload-pack`, {
      method: "POST",
      signal: stop.signal,
      headers: { "content-type": "application/x-git-upload-pack-request", "git-protocol": "version=2" },
      body: `${packetLine("command=fetch")}0001${packetLine("no-progress\n")}${packetLine(`want ${commit}\n`)}${packetLine("done\n")}0000`,
    });
    const first = await answer.body?.getReader().read();
    expect(first?.value?.byteLength).toBeGreaterThan(0);
    expect(await processesOn(folder)).not.toEqual([]);
    stop.abort();
    await expect.poll(() => processesOn(folder)).toEqual([]);
  });

  test("a hook that nobody listens to refuses", async () => {
    const { ctx, url } = await repository();
    const work = await server.clone(url);
    await work.write("x", "x");
    await work.commit("x");
    await work.git("push", "--quiet");
    const hook = join(ctx.live.repositories.hooks, "pre-receive");
    await expect(promisify(execFile)(hook, [])).rejects.toMatchObject({ code: 1 });
  });

  test("hooks and settings that a repository brings along are never used", async () => {
    const { url, folder } = await repository();
    const work = await server.clone(url);
    const trap = join(folder, "trapped");
    await work.write("hooks/pre-receive", `#!/bin/sh\ntouch ${trap}\n`);
    await work.write("config", `[core]\n\thooksPath = hooks\n\tfsmonitor = touch ${trap}\n`);
    await work.write(".gitattributes", `* filter=evil diff=evil\n`);
    await work.write(".gitmodules", `[submodule "x"]\n\tpath = x\n\turl = --upload-pack=touch\n`);
    await work.commit("trap");
    await expect(work.git("push")).rejects.toMatchObject({ stderr: expect.stringMatching(/gitmodules/i) });
    await work.git("rm", "--quiet", "--cached", ".gitmodules");
    await work.git("commit", "--quiet", "--amend", "-m", "trap");
    await work.git("push", "--quiet");
    expect(await readdir(folder)).not.toContain("trapped");
  });
});
