import { expect, test } from "vitest";
import { inWalkTurn } from "@/server/git";
import { commitToRepo } from "@/server/hub";
import { createBranch } from "@/server/hub/refs/create-branch";
import type { Ctx, Dependency } from "@/server/kernel";
import { fillLane } from "@/server/testing/full-lane";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { getMergeState } from "../merging/get-merge-state";
import { pullAt } from "../participate";
import { diffOf } from "../read-discussion";
import { comparePull } from "./compare-pull";
import { countPull } from "./count-pull";
import { createPull } from "./create-pull";
import { getConflicts } from "./get-conflicts";
import { getPullFiles } from "./get-pull-files";
import { listPullCommits } from "./list-pull-commits";

const world = setupWorld();

async function proposed() {
  const ada = world.as(await world.user());
  const { repo, address } = await repoWith(ada, { name: "it", visibility: "public", texts: { "a.txt": "old\n" } });
  await createBranch.run(ada, { ...address, branch: "topic" });
  const operations = [{ kind: "put", path: "a.txt", content: Buffer.from("new\n") }] as const;
  await commitToRepo(ada, repo, { branch: "topic", message: "New", operations });
  const words = { title: "New", description: "", isDraft: false };
  const { number } = await createPull.run(ada, { ...address, ...words, head: "topic" });
  return { ada, address: { ...address, number } };
}

type Caller = Ctx<Dependency>;
type At = Awaited<ReturnType<typeof proposed>>["address"];

const QUESTIONS: readonly (readonly [string, (ctx: Caller, at: At) => Promise<unknown>])[] = [
  ["what it changes", (ctx, at) => getPullFiles.run(ctx, at)],
  ["its commits", (ctx, at) => listPullCommits.run(ctx, { ...at, limit: 20 })],
  ["how much it is", (ctx, at) => countPull.run(ctx, at)],
  ["whether it can be merged", (ctx, at) => getMergeState.run(ctx, at)],
  ["its conflicts", (ctx, at) => getConflicts.run(ctx, at)],
  ["its patch", async (ctx, at) => diffOf(ctx, await pullAt(ctx, at), 1_000)],
  ["what it would bring", (ctx, { number: _, ...address }) => comparePull.run(ctx, { ...address, head: "topic" })],
];

test.each(QUESTIONS)("of a pull request, %s takes a turn of walks, and no more than one at a time", async (_, ask) => {
  const { ada, address } = await proposed();
  const leave = fillLane(ada);
  await expect(ask(ada, address)).rejects.toMatchObject({ code: "unavailable", reason: "git_busy" });
  await leave();
  const { promise: end, resolve } = Promise.withResolvers<void>();
  const others = [inWalkTurn(ada, () => end), inWalkTurn(ada, () => end)];
  expect(await ask(ada, address)).toBeTruthy();
  resolve();
  await Promise.all(others);
});
