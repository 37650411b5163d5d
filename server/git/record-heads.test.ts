import { utimes, writeFile } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { AUTHOR, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import { commitFiles, createBranch, createRepository, deleteBranch, readBlob, resolveRevision, statPaths } from ".";
import { countObjects, maintainAll } from "./maintain-repository";
import { reconcileAllHeads } from "./reconcile-heads";

describe("news of refs", () => {
  const world = setupWorld();

  async function repository() {
    const user = world.stranger();
    const ctx = world.as(user);
    const repoId = ctx.id();
    await createRepository(ctx, repoId);
    const commit = async (text: string) => {
      const operations = [put("a", text)];
      return (await commitFiles(ctx, repoId, { branch: "main", message: text, author: AUTHOR, operations })).commit;
    };
    const news = async () => {
      const rows = await ctx.db.execute<{
        payload: { payload: { repoId: string; changes: unknown[]; pusherId: string } };
      }>(sql`select payload from graphile_worker._private_jobs order by id`);
      return rows.map(({ payload }) => payload.payload).filter((event) => event.repoId === repoId);
    };
    return { ctx, user, repoId, commit, news };
  }

  test("every move of a ref is told once, with where it was and who moved it", async () => {
    const { ctx, user, repoId, commit, news } = await repository();
    const one = await commit("one");
    const two = await commit("two");
    await createBranch(ctx, repoId, { name: "x", commit: one });
    await deleteBranch(ctx, repoId, { name: "x" });
    const ref = "refs/heads/main";
    expect(await news()).toEqual([
      { repoId, pusherId: user.userId, changes: [{ ref, before: null, after: one }] },
      { repoId, pusherId: user.userId, changes: [{ ref, before: one, after: two }] },
      { repoId, pusherId: user.userId, changes: [{ ref: "refs/heads/x", before: null, after: one }] },
      { repoId, pusherId: user.userId, changes: [{ ref: "refs/heads/x", before: one, after: null }] },
    ]);
  });

  test("what moved while nobody could tell is told later, and only once", async () => {
    const { ctx, repoId, commit, news } = await repository();
    const one = await commit("one");
    const made = await ctx.live.repositories.run(repoId, {
      args: ["commit-tree", `${one}^{tree}`, "-p", one, "-m", "unrecorded"],
      env: { GIT_AUTHOR_NAME: "x", GIT_AUTHOR_EMAIL: "x", GIT_COMMITTER_NAME: "x", GIT_COMMITTER_EMAIL: "x" },
    });
    const two = made.toString().trim();
    await ctx.live.repositories.run(repoId, { args: ["update-ref", "refs/heads/main", two] });
    await reconcileAllHeads(world.system(), new AbortController().signal);
    await reconcileAllHeads(world.system(), new AbortController().signal);
    const events = await news();
    expect(events).toHaveLength(2);
    expect(events[1]).toEqual({
      repoId,
      pusherId: null,
      changes: [{ ref: "refs/heads/main", before: one, after: two }],
    });
  });

  test("a lock that a killed process left behind does not block the branch for ever", async () => {
    const { ctx, repoId, commit } = await repository();
    await commit("one");
    const { folder } = ctx.live.repositories.placeOf(repoId);
    const lock = `${folder}/refs/heads/main.lock`;
    await writeFile(lock, "");
    await utimes(lock, new Date(0), new Date(0));
    const two = await commit("two");
    expect(await resolveRevision(ctx, repoId, "main")).toMatchObject({ commit: two });
  });

  test("packing keeps everything readable", async () => {
    const { ctx, repoId } = await repository();
    for (let round = 0; round < 10; round += 1) {
      const operations = Array.from({ length: 60 }, (_, index) => put(`${round}/${index}`, `${round} ${index}`));
      await commitFiles(ctx, repoId, { branch: "main", message: "more", author: AUTHOR, operations });
    }
    expect((await countObjects(ctx, repoId)).looseObjects).toBeGreaterThan(500);
    await maintainAll(world.system(), new AbortController().signal);
    expect(await countObjects(ctx, repoId)).toMatchObject({ looseObjects: 0, packs: 1 });
    const { commit } = await resolveRevision(ctx, repoId, "main");
    const [entry] = await statPaths(ctx, repoId, { commit, paths: ["9/59"] });
    expect((await readBlob(ctx, repoId, { oid: entry?.oid ?? "" })).toString()).toBe("9 59");
  });
});
