import { describe, expect, test } from "vitest";
import { moveRefs, writeEmptyCommit } from "@/server/git";
import { commitToRepo, getReadableRepo, type Repository } from "@/server/hub";
import { forkRepo } from "@/server/hub/forks/fork-repo";
import { requestAccess } from "@/server/hub/gate/request-access";
import { createBranch } from "@/server/hub/refs/create-branch";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import type { Ctx, Dependency } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { getMergeState } from "../merging/get-merge-state";
import { comparePull } from "./compare-pull";
import { createPull } from "./create-pull";

const world = setupWorld();

const PROPOSED = { title: "Join", description: "", isDraft: false };

const put = (ctx: Ctx<Dependency>, repo: Repository, { branch, text }: { branch: string; text: string }) =>
  commitToRepo(ctx, repo, {
    branch,
    message: `Say ${text.trim()}\n\nBecause it is so.`,
    operations: [{ kind: "put", path: "a.txt", content: Buffer.from(text) }],
  });

describe("before a pull request is opened, its author learns", () => {
  test("what its only commit says, and that it can be merged", async () => {
    const ada = world.as(await world.user());
    const { repo, address } = await repoWith(ada, { name: "clean", texts: { "a.txt": "old\n" } });
    await createBranch.run(ada, { ...address, branch: "topic" });
    await put(ada, repo, { branch: "topic", text: "new\n" });

    const found = await comparePull.run(ada, { ...address, head: "topic" });
    expect(found.commits).toMatchObject([{ title: "Say new", body: "Because it is so." }]);
    expect(found.conflicts).toEqual([]);
  });

  test("which files are in conflict, also with a fork; nothing stays behind", async () => {
    const [ada, eve] = [world.as(await world.user()), world.as(await world.user())];
    const texts = { "a.txt": "old\n", "b.txt": "kept\n" };
    const { repo, address } = await repoWith(ada, { name: "apart", visibility: "public", texts });
    const { namespace: headNamespace, name: headName } = await forkRepo.run(eve, { ...address, newName: "copy" });
    const fork = await getReadableRepo(eve, { kind: "model", namespace: headNamespace, name: headName });
    await put(eve, fork, { branch: "main", text: "theirs\n" });
    await put(ada, repo, { branch: "main", text: "ours\n" });

    const found = await comparePull.run(eve, { ...address, head: "main", headNamespace, headName });
    expect(found).toMatchObject({ conflicts: ["a.txt"], isUnrelated: false });
    const refs = await ada.live.repositories.run(repo.id, { args: ["for-each-ref", "refs/internal"] });
    expect(String(refs)).toBe("");
  });

  test("a fork behind a gate by who may write to it, not by who was let in", async () => {
    const [ada, eve] = [world.as(await world.user()), world.as(await world.user())];
    const { address } = await repoWith(ada, { name: "asked", visibility: "public", texts: { "a.txt": "old\n" } });
    const { namespace: headNamespace, name: headName } = await forkRepo.run(eve, { ...address, newName: "closed" });
    const fork = { shelf: "models", namespace: headNamespace, name: headName } as const;
    await updateRepo.run(eve, { ...fork, gate: "auto" });
    await requestAccess.run(ada, { ...fork, answers: {} });
    const asked = { ...address, head: "main", headNamespace, headName };
    await expect(comparePull.run(ada, asked)).rejects.toMatchObject({ code: "forbidden" });
    expect(await comparePull.run(eve, asked)).toMatchObject({ conflicts: [] });
  });

  test("that two histories without a commit in common cannot be merged, and is told no file for it", async () => {
    const ada = world.as(await world.user());
    const { repo, address } = await repoWith(ada, { name: "strangers", texts: { "a.txt": "old\n" } });
    const author = { name: "Ada", email: "ada@example.org" };
    const commit = await writeEmptyCommit(ada, repo.id, { message: "Elsewhere", author });
    await moveRefs(ada, repo.id, [{ ref: "refs/heads/elsewhere", before: null, after: commit }]);
    await put(ada, repo, { branch: "elsewhere", text: "new\n" });

    const found = await comparePull.run(ada, { ...address, head: "elsewhere" });
    expect(found).toMatchObject({ conflicts: [], isUnrelated: true });
    const { number } = await createPull.run(ada, { ...address, ...PROPOSED, head: "elsewhere" });
    expect(await getMergeState.run(ada, { ...address, number })).toMatchObject({
      ...{ obstacles: ["unrelated_histories"], conflicts: [], isUnrelated: true },
    });
  });
});
