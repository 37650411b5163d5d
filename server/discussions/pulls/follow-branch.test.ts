import { expect, test } from "vitest";
import { commitToRepo } from "@/server/hub";
import { createBranch } from "@/server/hub/refs/create-branch";
import type { Ctx } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { CreatePullInput } from "../contract/pull";
import { pullNumbered } from "./commit-to-pull";
import { createPull } from "./create-pull";
import { followBranch } from "./sync-pull";

const world = setupWorld();

/** The same, with a git that does not answer questions about this ref. */
function withoutAnswer(ctx: Ctx<"repositories">, ref: string): Ctx<"repositories"> {
  const { repositories } = ctx.live;
  const run: typeof repositories.run = (repoId, call) =>
    call.args.includes(ref) ? Promise.reject(new Error("git is away")) : repositories.run(repoId, call);
  return { ...ctx, live: { ...ctx.live, repositories: { ...repositories, run } } };
}

test("a branch that cannot be read is not taken for one that is gone: its pull request is brought up to it later", async () => {
  const ada = world.as(await world.user());
  const { repo, address } = await repoWith(ada, { name: "followed", texts: { a: "a\n" } });
  await createBranch.run(ada, { ...address, branch: "topic" });
  const put = (text: string) =>
    commitToRepo(ada, repo, {
      branch: "topic",
      message: `Say ${text}`,
      operations: [{ kind: "put", path: "b", content: Buffer.from(text) }],
    });
  await put("one");
  const { number } = await createPull.run(ada, CreatePullInput.parse({ ...address, title: "Mine", head: "topic" }));
  const { commit } = await put("two");
  const place = await pullNumbered(ada, repo, number);
  const system = world.system();
  await expect(followBranch(withoutAnswer(system, "refs/heads/topic"), place, null)).rejects.toThrow("git is away");
  expect((await followBranch(system, place, null)).pull.headCommit).toBe(commit);
});
