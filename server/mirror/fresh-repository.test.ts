import { describe, expect, test } from "vitest";
import { moveRefs, PLATFORM, readRefs, squashBranch } from "@/server/git";
import { addRepo, getReadableRepoById } from "@/server/hub";
import { CreateRepoInput } from "@/server/hub/contract";
import { renameRepo } from "@/server/hub/repositories/rename-repo";
import type { Ctx, Dependency } from "@/server/kernel";
import { insideOf } from "@/server/testing/inside-of";
import { setupRemoteGit } from "@/server/testing/remote-git";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { CreateMirrorInput } from "./contract";
import { createMirror } from "./create-mirror";
import { getMirror } from "./get-mirror";
import { listMirrors } from "./list-mirrors";
import { runNow } from "./run-mirror";

describe("a pull into a repository that was made a moment ago", () => {
  const world = setupWorld();
  const there = setupRemoteGit(world);
  let count = 0;

  const inside = (ctx: Ctx<Dependency>) => insideOf(ctx, there.origin());

  async function newSides() {
    count += 1;
    return { ctx: inside(world.as(await world.user())), remote: await there.repository(`fresh-${count}`) };
  }

  type Made = Awaited<ReturnType<typeof addRepo>>;
  const addressOf = ({ namespace, name }: Made, shelf = "models") =>
    ({ shelf: shelf as "models", namespace, name }) as const;

  async function pulled(ctx: Ctx<Dependency>, repo: Made, { url, shelf }: { url: string; shelf?: string }) {
    const address = addressOf(repo, shelf);
    const { hasOwnHistory } = await listMirrors.run(ctx, { ...address, limit: 20 });
    const input = CreateMirrorInput.parse({ ...address, direction: "pull", address: url });
    const { id: mirrorId, lastRun } = await createMirror.run(ctx, input);
    await runNow(inside(world.system()), lastRun?.id ?? "", new AbortController().signal);
    const { lastRun: run } = await getMirror.run(ctx, { ...address, mirrorId });
    return { hasOwnHistory, run, refs: await readRefs(ctx, repo.id) };
  }

  test.each([
    ["a model", { shelf: "models" }],
    ["a model with a licence", { shelf: "models", license: "mit" }],
    ["a space", { shelf: "spaces", sdk: "gradio" }],
    ["code", { shelf: "codes", license: "apache-2.0" }],
  ])("takes the place of the platform's own first commit: %s", async (_what, facts) => {
    const { ctx, remote } = await newSides();
    const repo = await addRepo(ctx, CreateRepoInput.parse({ name: "fresh", ...facts }));
    const { hasOwnHistory, run, refs } = await pulled(ctx, repo, { url: remote.url, shelf: facts.shelf });
    expect([hasOwnHistory, run?.status, run?.error]).toEqual([false, "succeeded", null]);
    expect([...refs]).toEqual([["refs/heads/main", await remote.git("rev-parse", "main")]]);
  });

  test("leaves no branch of it where the other side begins with another one", async () => {
    const { ctx, remote } = await newSides();
    await remote.git("branch", "-m", "main", "trunk");
    await remote.git("symbolic-ref", "HEAD", "refs/heads/trunk");
    const repo = await addRepo(ctx, CreateRepoInput.parse({ shelf: "models", name: "fresh" }));
    const { run, refs } = await pulled(ctx, repo, remote);
    expect(run).toMatchObject({ status: "succeeded", refs: 1 });
    expect([...refs.keys()]).toEqual(["refs/heads/trunk"]);
    expect(await getReadableRepoById(ctx, repo.id)).toMatchObject({ defaultBranch: "trunk" });
  });

  test.each(["refs/tags/v1", "refs/heads/dev", "refs/internal/pulls/1", "refs/pr/1"])(
    "replaces nothing once there is another ref: %s",
    async (ref) => {
      const { ctx, remote } = await newSides();
      const repo = await addRepo(ctx, CreateRepoInput.parse({ shelf: "models", name: "fresh" }));
      const first = (await readRefs(ctx, repo.id)).get("refs/heads/main") ?? "";
      await moveRefs(ctx, repo.id, [{ ref, before: null, after: first }]);
      const { hasOwnHistory, run, refs } = await pulled(ctx, repo, remote);
      expect([hasOwnHistory, run?.status, run?.reason]).toEqual([true, "failed", "diverged"]);
      expect(refs.get("refs/heads/main")).toBe(first);
    },
  );

  test("replaces nothing that somebody wrote, also where it is one commit that looks like the first", async () => {
    const { ctx, remote } = await newSides();
    const { repo } = await repoWith(ctx, { name: "own", texts: { "README.md": "Mine\n" } });
    const author = { name: "ada", email: "ada@example.com" };
    const alone = await squashBranch(ctx, repo.id, {
      ref: "main",
      message: "initial commit",
      author,
      pusher: PLATFORM,
    });
    const { hasOwnHistory, run, refs } = await pulled(ctx, repo, remote);
    expect([hasOwnHistory, run?.reason]).toEqual([true, "diverged"]);
    expect(run?.error).toMatch(/Import the other repository into a new one .*end this mirror/);
    expect(refs.get("refs/heads/main")).toBe(alone);
  });

  test("takes the place of it also after the repository got another name", async () => {
    const { ctx, remote } = await newSides();
    const repo = await addRepo(ctx, CreateRepoInput.parse({ shelf: "models", name: "fresh" }));
    await renameRepo.run(ctx, { ...addressOf(repo), newName: "renamed" });
    const { run } = await pulled(ctx, { ...repo, name: "renamed" }, remote);
    expect(run?.status).toBe("succeeded");
  });
});
