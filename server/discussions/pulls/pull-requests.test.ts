import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createBranch, getCommit, putRefRule, readRefs } from "@/server/git";
import { commitToRepo, findTextAt } from "@/server/hub";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import type { Actor, UserActor } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { createIssue } from "../create-issue";
import { getDiscussion } from "../get-discussion";
import { listDiscussionEvents } from "../list-discussion-events";
import { getMergeState } from "../merging/get-merge-state";
import { mergePull } from "../merging/merge-pull";
import { revertPull } from "../merging/revert-pull";
import { setCommitStatus } from "../merging/set-commit-status";
import { applySuggestion } from "../reviews/apply-suggestion";
import { requestReviewers } from "../reviews/request-reviewers";
import { reviewPull } from "../reviews/review-pull";
import { claimMerge, findPull } from "../store/pulls";
import { updateDiscussionSettings } from "../update-discussion-settings";
import { commitToPull, proposeCommit, pullNumbered } from "./commit-to-pull";
import { createPull } from "./create-pull";
import { finishInterrupted, followRefs } from "./follow-refs";
import { getConflict } from "./get-conflict";
import { getConflicts } from "./get-conflicts";
import { getPullFiles } from "./get-pull-files";
import { resolveConflicts } from "./resolve-conflicts";

describe("pull requests", () => {
  const world = setupWorld();

  async function project(owner: UserActor, texts: Readonly<Record<string, string>> = { "a.txt": "1\n2\n3\n4\n5\n" }) {
    const ctx = world.as(owner);
    const {
      repo,
      address,
      commit: head,
    } = await repoWith(ctx, { name: `pulls-${randomUUID().slice(0, 8)}`, visibility: "public", texts });
    const put = (branch: string, path: string, text: string) =>
      commitToRepo(ctx, repo, {
        branch,
        message: `Change ${path}`,
        operations: [{ kind: "put", path, content: Buffer.from(text) }],
      });
    const branch = async (name: string, path: string, text: string) => {
      await createBranch(ctx, repo.id, { name, commit: head });
      return (await put(name, path, text)).commit;
    };
    const headOf = async (ref: string) => (await readRefs(ctx, repo.id)).get(ref) ?? "";
    const textOf = async (path: string, ref = "refs/heads/main") =>
      findTextAt(ctx, repo, { commit: await headOf(ref), path });
    return { ctx, repo, address, head, put, branch, headOf, textOf };
  }
  const proposed = (title = "Better") => ({ title, description: "", isDraft: false });
  const eventTypes = async (actor: Actor, address: Parameters<typeof getDiscussion.run>[1]) =>
    (await listDiscussionEvents.run(world.as(actor), { ...address, limit: 100 })).items.map(({ type }) => type);

  test("a branch is proposed, followed while it grows, and merged; issues that it names are closed", async () => {
    const ada = await world.user();
    const { ctx, repo, address, branch, put, textOf, headOf } = await project(ada);
    const issue = await createIssue.run(ctx, { ...address, title: "Broken", description: "" });
    expect(issue).toMatchObject({ number: 1, isPull: false, status: "open" });
    const first = await branch("topic", "b.txt", "b\n");
    const pull = await createPull.run(ctx, { ...address, ...proposed(), description: "fixes #1", head: "topic" });
    expect(pull).toMatchObject({ number: 2, status: "open", pull: { headBranch: "topic", headCommit: first } });
    expect(await headOf("refs/pr/2")).toBe(first);

    const { commit: second } = await put("topic", "c.txt", "c\n");
    const moved = { ref: "refs/heads/topic", before: first, after: second };
    await followRefs(world.system(), { repoId: repo.id, changes: [moved], pusherId: ada.userId });
    await followRefs(world.system(), { repoId: repo.id, changes: [moved], pusherId: ada.userId });
    expect(await headOf("refs/pr/2")).toBe(second);

    const at = { ...address, number: 2 };
    await expect(mergePull.run(ctx, { ...at, expectedHead: first })).rejects.toMatchObject({ code: "stale" });
    const { commit } = await mergePull.run(ctx, at);
    expect(await headOf("refs/heads/main")).toBe(commit);
    expect([await textOf("b.txt"), await textOf("c.txt")]).toEqual(["b\n", "c\n"]);
    expect((await getCommit(ctx, repo.id, commit)).title).toBe("Merge PR #2: Better");
    const after = await getDiscussion.run(ctx, at);
    expect(after).toMatchObject({ status: "merged", pull: { mergeCommit: commit, mergedBy: { name: ada.username } } });
    expect((await getDiscussion.run(ctx, { ...address, number: 1 })).status).toBe("closed");
    expect(await eventTypes(ada, at)).toEqual(["comment", "commits", "status"]);
    await expect(mergePull.run(ctx, at)).rejects.toMatchObject({ code: "conflict", reason: "merged" });

    const back = await revertPull.run(ctx, at);
    await mergePull.run(ctx, { ...address, number: back.number, method: "squash" });
    expect([await textOf("b.txt"), await textOf("a.txt")]).toEqual([null, "1\n2\n3\n4\n5\n"]);
  });

  test("conflicts are shown file by file, settled by those who may, and the result is merged", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const { ctx, repo, address, put, textOf } = await project(ada, { "a.txt": "old\n", "z.bin": "old\0" });
    const { discussion } = await proposeCommit(world.as(bob), repo, {
      ...{ title: "Mine", description: "", message: "mine" },
      operations: [
        { kind: "put", path: "a.txt", content: Buffer.from("theirs\n") },
        { kind: "put", path: "z.bin", content: Buffer.from("theirs\0") },
      ],
    });
    await put("main", "a.txt", "ours\n");
    await put("main", "z.bin", "ours\0");
    const at = { ...address, number: discussion.number };
    expect(await getMergeState.run(ctx, at)).toMatchObject({ obstacles: ["conflicts"], conflicts: ["a.txt", "z.bin"] });
    await expect(mergePull.run(ctx, at)).rejects.toMatchObject({ code: "conflict", reason: "merge_conflict" });
    const shown = await getConflict.run(ctx, { ...at, path: "a.txt" });
    expect(shown).toMatchObject({ isText: true, base: "old\n", ours: "theirs\n", theirs: "ours\n" });
    expect(shown.merged).toBe("<<<<<<< pull request\ntheirs\n=======\nours\n>>>>>>> base branch\n");
    expect(await getConflict.run(ctx, { ...at, path: "z.bin" })).toMatchObject({ isText: false, merged: null });

    const { head, base } = await getConflicts.run(ctx, at);
    const settle = { ...at, expectedHead: head, expectedBase: base };
    const files = [
      { path: "a.txt", take: "content" as const, text: "both\n" },
      { path: "z.bin", take: "theirs" as const },
    ];
    const eve = await world.user();
    await expect(resolveConflicts.run(world.as(eve), { ...settle, files })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(resolveConflicts.run(world.as(bob), { ...settle, expectedBase: head, files })).rejects.toMatchObject({
      code: "stale",
    });
    await resolveConflicts.run(world.as(bob), { ...settle, files });
    await expect(mergePull.run(world.as(bob), at)).rejects.toMatchObject({ code: "forbidden" });
    await mergePull.run(ctx, at);
    expect(await textOf("a.txt")).toBe("both\n");
  });

  test("reviews count by who may write; line comments follow the file, and suggestions are committed", async () => {
    const [ada, bob, eve] = [await world.user(), await world.user(), await world.user()];
    const { ctx, repo, address, textOf } = await project(ada);
    await updateDiscussionSettings.run(ctx, { ...address, requiredApprovals: 1, requiredChecks: ["ci"] });
    const place = await proposeCommit(world.as(bob), repo, {
      ...{ title: "Mine", description: "", message: "mine" },
      operations: [{ kind: "put", path: "a.txt", content: Buffer.from("1\n2\nthree\n4\n5\n") }],
    });
    const at = { ...address, number: place.discussion.number };
    await requestReviewers.run(world.as(bob), { ...at, usernames: [eve.username] });
    const judge = { verdict: "approve" as const, body: "", comments: [], withDrafts: false };
    await expect(reviewPull.run(world.as(bob), { ...at, ...judge })).rejects.toMatchObject({
      reason: "own_pull_request",
    });
    await reviewPull.run(world.as(eve), { ...at, ...judge });
    expect((await getMergeState.run(ctx, at)).obstacles).toEqual(["review_missing", "check_missing"]);

    const remark = { path: "a.txt", side: "new", line: 3, body: "```suggestion\nThree\n```\n" } as const;
    await reviewPull.run(ctx, { ...at, ...judge, verdict: "request_changes", comments: [remark] });
    expect((await getMergeState.run(ctx, at)).changesRequestedBy).toEqual([ada.username]);
    await commitToPull(world.as(bob), await pullNumbered(world.as(bob), repo, at.number), {
      message: "Longer",
      operations: [{ kind: "put", path: "a.txt", content: Buffer.from("0\n1\n2\nthree\n4\n5\n") }],
    });
    const files = await getPullFiles.run(ctx, at);
    expect(files.threads).toMatchObject([{ path: "a.txt", line: 4 }]);
    const eventId = files.threads[0]?.comment.id ?? "";
    const { commit } = await applySuggestion.run(world.as(bob), { ...at, eventId });
    expect(await textOf("a.txt", `refs/pr/${at.number}`)).toBe("0\n1\n2\nThree\n4\n5\n");
    await expect(applySuggestion.run(world.as(bob), { ...at, eventId })).rejects.toMatchObject({
      reason: "suggestion_outdated",
    });

    await reviewPull.run(ctx, { ...at, ...judge });
    await setCommitStatus.run(ctx, { ...address, commit, context: "ci", state: "success", description: "" });
    expect(await getMergeState.run(ctx, at)).toMatchObject({ obstacles: [], approvals: 1 });
    await mergePull.run(ctx, { ...at, method: "rebase" });
    expect(await textOf("a.txt")).toBe("0\n1\n2\nThree\n4\n5\n");
  });

  test("two who merge at once merge once; two pull requests at once are both merged", async () => {
    const ada = await world.user();
    const { ctx, address, branch, textOf } = await project(ada);
    await branch("one", "b.txt", "b\n");
    await branch("two", "c.txt", "c\n");
    await createPull.run(ctx, { ...address, ...proposed("One"), head: "one" });
    await createPull.run(ctx, { ...address, ...proposed("Two"), head: "two" });
    const all = await Promise.allSettled(
      [1, 1, 2, 2].map((number) => mergePull.run(world.as(ada), { ...address, number, method: "squash" })),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect([await textOf("b.txt"), await textOf("c.txt")]).toEqual(["b\n", "c\n"]);
    expect(await eventTypes(ada, { ...address, number: 1 })).toEqual(["comment", "status"]);
  });

  test("a merge whose maker was killed is finished when the branch has it, and forgotten when not", async () => {
    const ada = await world.user();
    const { ctx, address, branch, headOf, put } = await project(ada);
    const head = await branch("topic", "b.txt", "b\n");
    await createPull.run(ctx, { ...address, ...proposed(), head: "topic" });
    const base = await headOf("refs/heads/main");
    const { id } = await getDiscussion.run(ctx, { ...address, number: 1 });
    const long = new Date(Date.now() - 120_000).toISOString();
    const intent = { base, method: "merge", byId: ada.userId, comment: "", at: long } as const;
    expect(await claimMerge(ctx, id, { ...intent, commit: head })).toBe(true);
    await finishInterrupted(world.system());
    expect(await findPull(ctx.db, id)).toMatchObject({ mergeIntent: null, mergeCommit: null });

    const { commit } = await put("main", "d.txt", "d\n");
    expect(await claimMerge(ctx, id, { ...intent, commit })).toBe(true);
    await finishInterrupted(world.system());
    expect(await findPull(ctx.db, id)).toMatchObject({ mergeIntent: null, mergeCommit: commit });
    expect((await getDiscussion.run(ctx, { ...address, number: 1 })).status).toBe("merged");
  });

  test("commits that are pushed into the base are a merge, and their words close issues", async () => {
    const ada = await world.user();
    const { ctx, repo, address, branch, headOf } = await project(ada);
    await createIssue.run(ctx, { ...address, title: "Broken", description: "" });
    const head = await branch("topic", "b.txt", "b\n");
    await createPull.run(ctx, { ...address, ...proposed(), head: "topic" });
    const before = await headOf("refs/heads/main");
    await createBranch(ctx, repo.id, { name: "main", commit: head, overwrite: true });
    const { commit } = await commitToRepo(ctx, repo, {
      branch: "main",
      message: "Mend it\n\nCloses #1",
      operations: [{ kind: "put", path: "e.txt", content: Buffer.from("e") }],
    });
    const change = { ref: "refs/heads/main", before, after: commit };
    await followRefs(world.system(), { repoId: repo.id, changes: [change], pusherId: ada.userId });
    expect((await getDiscussion.run(ctx, { ...address, number: 2 })).status).toBe("merged");
    const issue = { ...address, number: 1 };
    expect((await getDiscussion.run(ctx, issue)).status).toBe("closed");
    const { items } = await listDiscussionEvents.run(ctx, { ...issue, limit: 100 });
    expect(items.at(-1)).toMatchObject({ type: "status", data: { status: "closed", commit } });
  });

  test("a fork that was hidden or gated since is followed no longer, unless its author may still propose it", async () => {
    const [ada, eve] = [await world.user(), await world.user()];
    const [theirs, mine] = [await project(ada), await project(eve)];
    const { namespace: headNamespace, name: headName } = theirs.address;
    await theirs.branch("topic", "b.txt", "b\n");
    const from = { head: "topic", headNamespace, headName };
    await createPull.run(mine.ctx, { ...mine.address, ...proposed(), ...from });
    const shown = await mine.headOf("refs/pr/1");
    const change = (what: Omit<Parameters<typeof updateRepo.run>[1], "shelf" | "namespace" | "name">) =>
      updateRepo.run(theirs.ctx, { ...theirs.address, ...what });
    const push = async () => {
      const before = await theirs.headOf("refs/heads/topic");
      const { commit } = await theirs.put("topic", "secret.txt", randomUUID());
      const changes = [{ ref: "refs/heads/topic", before, after: commit }];
      await followRefs(world.system(), { repoId: theirs.repo.id, changes, pusherId: ada.userId });
      return commit;
    };
    await change({ visibility: "private" });
    await push();
    expect(await mine.headOf("refs/pr/1")).toBe(shown);
    await change({ visibility: "public", gate: "manual" });
    await push();
    expect(await mine.headOf("refs/pr/1")).toBe(shown);
    await change({ gate: null });
    expect(await push()).toBe(await mine.headOf("refs/pr/1"));
  });

  test("settling conflicts is no way around the rules of a protected branch", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const { ctx, repo, address, branch, put, headOf } = await project(ada);
    const head = await branch("release", "a.txt", "release\n");
    await put("main", "a.txt", "main\n");
    await createPull.run(ctx, { ...address, ...proposed(), head: "release" });
    await putCollaborator.run(ctx, { ...address, username: bob.username, role: "write" });
    const level = { push: "admin", merge: "admin", force: "nobody" } as const;
    await putRefRule(ctx, repo.id, { pattern: "refs/heads/release", ...level, people: [] });
    const at = { ...address, number: 1 };
    const { base } = await getConflicts.run(ctx, at);
    const files = [{ path: "a.txt", take: "content" as const, text: "anything\n" }];
    const settle = { ...at, expectedHead: head, expectedBase: base, files };
    await expect(resolveConflicts.run(world.as(bob), settle)).rejects.toMatchObject({ reason: "protected_ref" });
    expect(await headOf("refs/heads/release")).toBe(head);
    const { commit } = await resolveConflicts.run(ctx, settle);
    expect(await headOf("refs/heads/release")).toBe(commit);
  });

  test("an empty proposal takes commits of its author and is then open; others may not add any", async () => {
    const [ada, bob, eve] = [await world.user(), await world.user(), await world.user()];
    const { repo, address } = await project(ada);
    const draft = await createPull.run(world.as(bob), { ...address, ...proposed() });
    expect(draft).toMatchObject({ status: "draft", can: { push: true, write: false } });
    const commit = {
      message: "mine",
      operations: [{ kind: "put" as const, path: "b.txt", content: Buffer.from("b") }],
    };
    const place = await pullNumbered(world.as(eve), repo, 1);
    await expect(commitToPull(world.as(eve), place, commit)).rejects.toMatchObject({ code: "forbidden" });
    await commitToPull(world.as(bob), place, commit);
    expect((await getDiscussion.run(world.as(bob), { ...address, number: 1 })).status).toBe("open");
  });
});
