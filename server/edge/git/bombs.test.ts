import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { resolveRevision } from "@/server/git";
import { addRepo } from "@/server/hub/repositories/create-repo";
import { setupGitServer } from "@/server/testing/git-server";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupGitServer(world, { maxPushBytes: 5_000_000 });

async function workTree() {
  const user = await world.user();
  const ctx = world.as(user);
  const repo = await addRepo(ctx, { shelf: "models", name: "it", visibility: "public", description: "" });
  const { secret } = await world.token(user);
  const work = await server.clone(server.urlOf(`/${user.username}/it`, secret));
  const { commit: before } = await resolveRevision(ctx, repo.id, "main");
  const input = (args: string[], text: string) =>
    execFileSync("git", args, { cwd: work.folder, input: text, maxBuffer: 1 << 26 })
      .toString()
      .trim();
  return {
    work,
    input,
    async isRefused(words: RegExp, ref = "HEAD") {
      const push = work.git("push", "origin", `${ref}:refs/heads/main`);
      await expect(push).rejects.toMatchObject({ stderr: expect.stringMatching(words) });
      expect(await resolveRevision(ctx, repo.id, "main")).toMatchObject({ commit: before });
    },
  };
}

describe("a push that wants too much", () => {
  test("a pack over the limit is refused with the reason", async () => {
    const { work, isRefused } = await workTree();
    await work.write("a", randomBytes(6_000_000));
    await work.commit("large");
    await isRefused(/exceeds maximum allowed size/);
  });

  test("a small pack that unfolds to a very large file is refused", async () => {
    const { work, isRefused } = await workTree();
    await work.write("zeros", Buffer.alloc(300_000_000));
    await work.commit("bomb");
    await isRefused(/zeros has 300\.0 MB/);
  });

  test("a folder of more than ten thousand files is refused", async () => {
    const { work, input, isRefused } = await workTree();
    const blob = input(["hash-object", "-w", "--stdin"], "x");
    const lines = Array.from({ length: 10_001 }, (_, index) => `100644 blob ${blob}\tf${index}`);
    const tree = input(["mktree"], `${lines.join("\n")}\n`);
    const commit = (await work.git("commit-tree", tree, "-p", "HEAD", "-m", "wide")).trim();
    await isRefused(/more than 10000 entries/, commit);
  });

  test("a message of more than 64 kB is refused, of a commit and of a tag", async () => {
    const { input, isRefused } = await workTree();
    const as = ["-c", "user.name=Ada", "-c", "user.email=a@x"];
    const commit = input([...as, "commit-tree", "HEAD^{tree}", "-p", "HEAD", "-F", "-"], "m".repeat(90_000));
    await isRefused(/message of .* is too long: it has at most 64 kB/, commit);
    input([...as, "tag", "-a", "v1", "-F", "-"], "m".repeat(90_000));
    await isRefused(/message of .* is too long/, "v1");
  });
});
