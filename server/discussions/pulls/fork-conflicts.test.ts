import { expect, test } from "vitest";
import { getCommit, readRefs } from "@/server/git";
import { commitToRepo, findTextAt, getReadableRepo, type Repository } from "@/server/hub";
import { forkRepo } from "@/server/hub/forks/fork-repo";
import { updateSecretPolicy } from "@/server/hub/secrets/update-secret-policy";
import type { Ctx, Dependency } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { githubToken } from "@/server/testing/secrets";
import { setupWorld } from "@/server/testing/world";
import { getMergeState } from "../merging/get-merge-state";
import { mergePull } from "../merging/merge-pull";
import { createPull } from "./create-pull";
import { getConflicts } from "./get-conflicts";
import { resolveConflicts } from "./resolve-conflicts";

const world = setupWorld();

const put = async (ctx: Ctx<Dependency>, repo: Repository, text: string) =>
  (
    await commitToRepo(ctx, repo, {
      branch: "main",
      message: "Change a.txt",
      operations: [{ kind: "put", path: "a.txt", content: Buffer.from(text) }],
    })
  ).commit;

/** A fork whose branch `main` is proposed, in conflict with its base. */
async function inConflict(newName: string) {
  const [ada, eve] = [world.as(await world.user()), world.as(await world.user())];
  const base = await repoWith(ada, { name: newName, visibility: "public", texts: { "a.txt": "old\n" } });
  const { namespace: headNamespace, name: headName } = await forkRepo.run(eve, { ...base.address, newName });
  const fork = await getReadableRepo(eve, { kind: "model", namespace: headNamespace, name: headName });
  const head = await put(eve, fork, "theirs\n");
  const theirs = await put(ada, base.repo, "ours\n");
  const proposal = { title: "Better", description: "", isDraft: false, head: "main", headNamespace, headName };
  await createPull.run(eve, { ...base.address, ...proposal });
  const at = { ...base.address, number: 1 };
  const settle = (ctx: Ctx<"repositories">, text: string) =>
    resolveConflicts.run(ctx, {
      ...{ ...at, expectedHead: head, expectedBase: theirs },
      files: [{ path: "a.txt", take: "content", text }],
    });
  return { ada, eve, repo: base.repo, fork, at, head, theirs, settle };
}

test("conflicts of a fork are settled by who can write there: the base is merged into its branch", async () => {
  const { ada, eve, repo, fork, at, head, theirs, settle } = await inConflict("settled");
  expect(await getMergeState.run(ada, at)).toMatchObject({ obstacles: ["conflicts"], conflicts: ["a.txt"] });
  expect(await getConflicts.run(eve, at)).toMatchObject({ head, base: theirs });
  await expect(settle(ada, "mine\n")).rejects.toMatchObject({ code: "forbidden" });
  const { commit } = await settle(eve, "both\n");

  expect((await readRefs(eve, fork.id)).get("refs/heads/main")).toBe(commit);
  expect(String(await eve.live.repositories.run(fork.id, { args: ["for-each-ref", "refs/internal/compare"] }))).toBe(
    "",
  );
  expect((await getCommit(eve, fork.id, commit)).parents).toEqual([head, theirs]);
  expect((await readRefs(ada, repo.id)).get("refs/pr/1")).toBe(commit);
  const { commit: merged } = await mergePull.run(ada, at);
  expect(await findTextAt(ada, repo, { commit: merged, path: "a.txt" })).toBe("both\n");
  await expect(settle(eve, "late\n")).rejects.toMatchObject({ reason: "not_open" });
});

test("a secret in what was settled stays out of a fork that wants none", async () => {
  const { eve, fork, head, settle } = await inConflict("leaky");
  const { namespace, name } = fork;
  await updateSecretPolicy.run(eve, { shelf: "models", namespace, name, mode: "block", allowedPaths: [] });
  await expect(settle(eve, `TOKEN=${githubToken("settled")}\n`)).rejects.toMatchObject({ reason: "secret_found" });
  expect((await readRefs(eve, fork.id)).get("refs/heads/main")).toBe(head);
});
