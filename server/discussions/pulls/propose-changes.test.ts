import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readRefs } from "@/server/git";
import { findTextAt } from "@/server/hub";
import { protectRef } from "@/server/hub/refs/protect-ref";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import type { Actor, UserActor } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { blockUser } from "../blocks/block-user";
import { ProposeChangesInput } from "../contract/pull";
import { getDiscussion } from "../get-discussion";
import { mergePull } from "../merging/merge-pull";
import { updateDiscussionSettings } from "../update-discussion-settings";
import { getCommitChoices } from "./get-commit-choices";
import { proposeChanges } from "./propose-changes";

describe("proposing changes of files from a page", () => {
  const world = setupWorld();

  async function project(owner: UserActor, visibility: "public" | "private" = "public") {
    const ctx = world.as(owner);
    const facts = { name: `open-${randomUUID().slice(0, 8)}`, visibility, texts: { "a.txt": "a\n" } };
    const { repo, address } = await repoWith(ctx, facts);
    const propose = (actor: Actor, more: object = {}) =>
      proposeChanges.run(
        world.as(actor),
        ProposeChangesInput.parse({
          ...{ ...address, title: "Better", description: "Why it is better", base: "main" },
          changes: [{ kind: "put", path: "a.txt", text: "b\n" }],
          ...more,
        }),
      );
    const choices = (actor: Actor, branch = "main") => getCommitChoices.run(world.as(actor), { ...address, branch });
    const refs = () => readRefs(ctx, repo.id);
    return { ctx, repo, address, propose, choices, refs };
  }

  test("who may only read opens a pull request with one commit, and it is merged", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const { ctx, repo, address, propose, choices } = await project(ada);
    expect(await choices(bob)).toEqual({ canCommit: false, isProtected: false, canPropose: true, newBranch: null });
    const { number, commit, url } = await propose(bob);
    expect(url).toMatch(new RegExp(`/discussions/${number}$`));
    const at = { ...address, number };
    expect(await getDiscussion.run(ctx, at)).toMatchObject({
      ...{ title: "Better", status: "open", author: { name: bob.username } },
      pull: { baseBranch: "main", headBranch: null, headCommit: commit },
    });
    const merged = await mergePull.run(ctx, at);
    expect(await findTextAt(ctx, repo, { commit: merged.commit, path: "a.txt" })).toBe("b\n");
  });

  test("a writer's change goes to a new branch with a name that is free; a branch is never taken over", async () => {
    const ada = await world.user();
    const { address, propose, choices, refs } = await project(ada);
    const first = `${ada.username}-patch-1`;
    expect(await choices(ada)).toMatchObject({ canCommit: true, newBranch: first });
    const { number, commit } = await propose(ada, { head: first });
    expect((await refs()).get(`refs/heads/${first}`)).toBe(commit);
    expect(await getDiscussion.run(world.as(ada), { ...address, number })).toMatchObject({
      pull: { headBranch: first, headCommit: commit },
    });
    expect(await choices(ada)).toMatchObject({ newBranch: `${ada.username}-patch-2` });
    await expect(propose(ada, { head: first })).rejects.toMatchObject({ code: "conflict", reason: "ref_exists" });
    await expect(propose(ada, { head: "a..b" })).rejects.toMatchObject({ code: "invalid" });
    expect([...(await refs()).keys()].filter((ref) => ref.startsWith("refs/pr/"))).toEqual([`refs/pr/${number}`]);
    expect((await propose(ada)).number).toBe(number + 1);
  });

  test("on a protected branch only the pull request is left", async () => {
    const ada = await world.user();
    const { ctx, address, propose, choices } = await project(ada);
    const rule = { kind: "branch", pattern: "main", merge: "write", force: "nobody" } as const;
    await protectRef.run(ctx, { ...address, ...rule, push: "nobody", people: [] });
    expect(await choices(ada)).toMatchObject({ canCommit: false, isProtected: true, canPropose: true });
    expect(await choices(ada, "other")).toMatchObject({ isProtected: false, canPropose: false, newBranch: null });
    expect((await propose(ada, { head: "topic" })).number).toBe(1);
  });

  test("a file that is another one now is a conflict, with both texts, and opens nothing", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const { propose, refs } = await project(ada);
    const before = await refs();
    const changes = [{ kind: "put", path: "a.txt", text: "mine\n", expectedOid: "0".repeat(40) }];
    await expect(propose(bob, { changes })).rejects.toMatchObject({
      ...{ code: "stale", reason: "edit_conflict" },
      details: { current: "a\n", yours: "mine\n" },
    });
    expect(await refs()).toEqual(before);
  });

  test("A5 nobody proposes who may not take part, and nobody but writers makes a branch", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const hidden = await project(ada, "private");
    await expect(hidden.propose(bob)).rejects.toMatchObject({ code: "not_found" });
    await expect(hidden.choices(bob)).rejects.toMatchObject({ code: "not_found" });
    const { ctx, address, propose, choices, refs } = await project(ada);
    await expect(propose({ kind: "anonymous" })).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await choices({ kind: "anonymous" })).toMatchObject({ canCommit: false, canPropose: false });
    await expect(propose(bob, { head: "mine" })).rejects.toMatchObject({ code: "forbidden" });
    expect([...(await refs()).keys()]).toEqual(["refs/heads/main"]);

    await blockUser.run(ctx, { owner: ada.username, username: bob.username });
    await expect(propose(bob)).rejects.toMatchObject({ code: "forbidden", reason: "blocked" });
    expect(await choices(bob)).toMatchObject({ canPropose: false });
    const eve = await world.user();
    await updateDiscussionSettings.run(ctx, { ...address, isEnabled: false });
    await expect(propose(eve)).rejects.toMatchObject({ code: "forbidden", reason: "discussions_disabled" });
    expect(await choices(eve)).toMatchObject({ canPropose: false });
    const kept = await project(ada);
    await updateRepo.run(ctx, { ...kept.address, isArchived: true });
    await expect(kept.propose(eve)).rejects.toMatchObject({ code: "forbidden", reason: "archived" });
    expect(await kept.choices(ada)).toMatchObject({ canCommit: false, isProtected: false, canPropose: false });
  });

  test("A5 what stands behind a gate is neither shown by a conflict nor copied into a pull request", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const { ctx, address, propose, choices } = await project(ada);
    await updateRepo.run(ctx, { ...address, gate: "manual" });
    await expect(propose(bob)).rejects.toMatchObject({ code: "forbidden", reason: "gated" });
    expect(await choices(bob)).toMatchObject({ canPropose: false });
  });
});
