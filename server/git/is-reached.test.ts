import { describe, expect, test } from "vitest";
import type { Ctx } from "@/server/kernel";
import { AUTHOR, gitRepository, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import { createBranch, deleteBranch, findRevision, moveRefs, squashBranch } from ".";
import { PLATFORM } from "./check-push";

const world = setupWorld();

/** The same context, and how many processes of git were started for it. */
function counted(ctx: Ctx<"repositories">) {
  const { repositories } = ctx.live;
  const calls = { made: 0 };
  const run: typeof repositories.run = (repoId, call) => {
    calls.made += 1;
    return repositories.run(repoId, call);
  };
  return { ctx: { ...ctx, live: { ...ctx.live, repositories: { ...repositories, run } } }, calls };
}

describe("a commit id", () => {
  const repository = () => gitRepository(world.system());

  test("stands for what a branch, a tag or a pull request leads to, and for nothing else that is still there", async () => {
    const { ctx, repoId, commit } = await repository();
    const first = await commit("one", [put("a", "a")]);
    await createBranch(ctx, repoId, { name: "gone", commit: first });
    const secret = await commit("secret", [put("s", "s")], "gone");
    const kept = await commit("proposed", [put("p", "p")], "gone");
    const before = await commit("last", [put("b", "b")], "gone");
    await moveRefs(ctx, repoId, [{ ref: "refs/pr/1", before: null, after: kept }]);
    const found = async (revision: string, afterMs = 0) => {
      const now = () => new Date(ctx.now().getTime() + afterMs);
      return (await findRevision({ ...ctx, now }, repoId, revision))?.commit ?? null;
    };
    expect(await found(before.slice(0, 7))).toBe(before);
    await deleteBranch(ctx, repoId, { name: "gone" });
    const minute = 60_000;
    expect(await found(before, minute)).toBeNull();
    expect(await found(before.slice(0, 7), minute)).toBeNull();
    expect(await found(secret.slice(0, 7), minute)).toBe(secret);
    await moveRefs(ctx, repoId, [{ ref: "refs/pr/1", before: kept, after: null }]);
    expect([await found(secret, 2 * minute), await found(first, 2 * minute)]).toEqual([null, first]);
  });

  test("of a history that was squashed stands for nothing any more", async () => {
    const { ctx, repoId, commit } = await repository();
    const old = await commit("one", [put("a", "a")]);
    const now = await squashBranch(ctx, repoId, { ref: "main", message: "All", author: AUTHOR, pusher: PLATFORM });
    expect(await findRevision(ctx, repoId, old)).toBeNull();
    expect(await findRevision(ctx, repoId, now)).toMatchObject({ commit: now });
  });

  test("costs no process for the head of the default branch, and one a minute for another", async () => {
    const { ctx: plain, repoId, commit } = await repository();
    const [older, head] = [await commit("one", [put("a", "a")]), await commit("two", [put("a", "b")])];
    const { ctx, calls } = counted(plain);
    const ask = async (revision: string, afterMs = 0) => {
      const now = () => new Date(plain.now().getTime() + afterMs);
      for (let asked = 0; asked < 20; asked += 1) await findRevision({ ...ctx, now }, repoId, revision);
      return calls.made;
    };
    expect([await ask("main"), await ask(head), await ask(head.slice(0, 7)), await ask(older)]).toEqual([0, 0, 0, 1]);
    expect([await ask(older, 30_000), await ask(older, 90_000)]).toEqual([1, 2]);
  });
});
