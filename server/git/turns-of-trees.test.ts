import { expect, test } from "vitest";
import { gitRepository, put } from "@/server/testing/git-repository";
import { withSlowGit } from "@/server/testing/slow-git";
import { setupWorld } from "@/server/testing/world";
import { createBranch, mergeTrees } from ".";
import { isReached } from "./is-reached";
import { writeBlob } from "./write-blobs";

const world = setupWorld();

/** Takes places of a lane that waits for `end`. */
async function hold(turns: { enter(lane?: string): Promise<() => void> }, lane: string, places: number) {
  const leaves = await Promise.all(Array.from({ length: places }, () => turns.enter(lane)));
  return () => {
    for (const leave of leaves) leave();
  };
}

test("commits and merges of one person wait for each other, and those of others go on", async () => {
  const [ada, ben] = [await world.user(), await world.user()];
  const { repoId, commit } = await gitRepository(world.as(ada));
  const base = await commit("one", [put("a", "1")]);
  await createBranch(world.as(ada), repoId, { name: "x", commit: base });
  const head = await commit("two", [put("b", "2")], "x");
  const leave = await hold(world.as(ada).live.repositories.trees, ada.userId, 2);
  const order: string[] = [];
  const waiting = mergeTrees(world.as(ada), repoId, { ours: base, theirs: head }).then(() => order.push("ada"));
  const written = commit("three", [put("c", "3")], "x").then(() => order.push("ada"));
  for (const _ of [1, 2, 3]) {
    await mergeTrees(world.as(ben), repoId, { ours: base, theirs: head }).then(() => order.push("ben"));
  }
  expect(order).toEqual(["ben", "ben", "ben"]);
  leave();
  await Promise.all([waiting, written]);
  expect(order).toEqual(["ben", "ben", "ben", "ada", "ada"]);
});

test("the same question for a commit is asked once, and what took too long is not asked again for a while", async () => {
  const { ctx, repoId, commit } = await gitRepository(world.as(await world.user()));
  const id = await commit("one", [put("a", "1")]);
  let asked = 0;
  const { repositories } = ctx.live;
  const run: typeof repositories.run = (...call) => {
    asked += 1;
    return repositories.run(...call);
  };
  const counted = { ...ctx, live: { ...ctx.live, repositories: { ...repositories, run } } };
  const answers = await Promise.all(Array.from({ length: 20 }, () => isReached(counted, repoId, id)));
  expect([new Set(answers), asked]).toEqual([new Set([true]), 1]);

  const late = { ...counted, live: { ...counted.live, repositories: { ...counted.live.repositories } } };
  late.live.repositories.reached.set(`${repoId} ${id}`, { isReached: null, untilMs: ctx.now().getTime() + 10_000 });
  await expect(isReached(late, repoId, id)).rejects.toMatchObject({ reason: "git_timeout" });
  expect(asked).toBe(1);
});

test("a question waits in the line of who asks it, though somebody else waits for the same answer", async () => {
  const [ada, ben] = [await world.user(), await world.user()];
  const { repoId, commit } = await gitRepository(world.as(ada));
  const id = await commit("one", [put("a", "1")]);
  const leave = await hold(world.as(ada).live.repositories.reaches, ada.userId, 3);
  const waiting = isReached(world.as(ada), repoId, id);
  expect(await isReached(world.as(ben), repoId, id)).toBe(true);
  leave();
  expect(await waiting).toBe(true);
});

test("what a commit adds by itself waits for no bytes that arrive slowly elsewhere", async () => {
  const ada = await world.user();
  const ctx = world.as(ada);
  const { repoId } = await gitRepository(ctx);
  const leave = await hold(ctx.live.repositories.imports, ada.userId, 4);
  expect(await writeBlob(ctx, repoId, Buffer.from("x"))).toMatch(/^[0-9a-f]{40}$/);
  leave();
});

test("a walk that took too long is kept as one", async () => {
  const { ctx, repoId, commit } = await gitRepository(world.as(await world.user()));
  const id = await commit("one", [put("a", "1")]);
  const slowed = await withSlowGit(ctx, "for-each-ref --count=1");
  const late = { code: "unavailable", reason: "git_timeout" };
  await expect(isReached(slowed, repoId, id)).rejects.toMatchObject(late);
  expect(slowed.live.repositories.reached.get(`${repoId} ${id}`)).toMatchObject({ isReached: null });
}, 60_000);
