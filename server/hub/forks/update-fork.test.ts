import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { getCommit, putRefRule, readRefs } from "@/server/git";
import { commitToRepo, getReadableRepo, type Repository } from "@/server/hub";
import type { Ctx, Dependency } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { githubToken } from "@/server/testing/secrets";
import { setupWorld } from "@/server/testing/world";
import { RequestAccessInput } from "../contract/gate";
import { requestAccess } from "../gate/request-access";
import { updateRepo } from "../repositories/update-repo";
import { updateSecretPolicy } from "../secrets/update-secret-policy";
import { forkRepo } from "./fork-repo";
import { getForkState } from "./get-fork-state";
import { updateFork } from "./update-fork";

const world = setupWorld();

const put = async (ctx: Ctx<Dependency>, repo: Repository, [path, text = randomUUID()]: [string, string?]) =>
  (
    await commitToRepo(ctx, repo, {
      branch: "main",
      message: `Change ${path}`,
      operations: [{ kind: "put", path, content: Buffer.from(text) }],
    })
  ).commit;

async function sides() {
  const [ada, eve] = [world.as(await world.user()), world.as(await world.user())];
  const name = `base-${randomUUID().slice(0, 8)}`;
  const base = await repoWith(ada, { name, visibility: "public", texts: { "a.txt": "a\n" } });
  const { namespace } = await forkRepo.run(eve, base.address);
  const fork = await getReadableRepo(eve, { kind: "model", namespace, name });
  const at = { shelf: "models", namespace, name } as const;
  const headOf = async () => (await readRefs(eve, fork.id)).get("refs/heads/main");
  return { ada, eve, base, fork, at, headOf, state: () => getForkState.run(eve, at) };
}

describe("a fork", () => {
  test("tells how far it and its origin moved apart, and takes what is new as it is while it has nothing of its own", async () => {
    const { ada, eve, base, at, headOf, state } = await sides();
    const { namespace, name } = base.repo;
    const origin = { kind: "model", namespace, name, branch: "main" };
    expect(await state()).toEqual({ origin, branch: "main", ahead: 0, behind: 0 });
    await put(ada, base.repo, ["b.txt"]);
    const commit = await put(ada, base.repo, ["c.txt"]);
    expect(await state()).toMatchObject({ ahead: 0, behind: 2 });
    await expect(updateFork.run(ada, at)).rejects.toMatchObject({ code: "forbidden" });
    expect(await updateFork.run(eve, at)).toEqual({ commit });
    expect(await headOf()).toBe(commit);
    expect(await state()).toMatchObject({ ahead: 0, behind: 0 });
    await expect(updateFork.run(eve, at)).rejects.toMatchObject({ reason: "already_merged" });
  });

  test("with commits of its own gets a merge, and none where both changed the same lines", async () => {
    const { ada, eve, base, fork, at, headOf, state } = await sides();
    const theirs = await put(ada, base.repo, ["b.txt"]);
    const mine = await put(eve, fork, ["c.txt"]);
    expect(await state()).toMatchObject({ ahead: 1, behind: 1 });
    const { commit } = await updateFork.run(eve, at);
    expect((await getCommit(eve, fork.id, commit)).parents).toEqual([mine, theirs]);
    expect(await state()).toMatchObject({ ahead: 2, behind: 0 });
    await put(ada, base.repo, ["a.txt", "ours\n"]);
    const own = await put(eve, fork, ["a.txt", "theirs\n"]);
    await expect(updateFork.run(eve, at)).rejects.toMatchObject({ reason: "merge_conflict" });
    expect(await headOf()).toBe(own);
    expect(String(await eve.live.repositories.run(fork.id, { args: ["for-each-ref", "refs/internal"] }))).toBe("");
  });

  test("that is open takes nothing of an origin that got a gate, though its owner was let in", async () => {
    const { ada, eve, base, at, headOf } = await sides();
    const before = await headOf();
    await updateRepo.run(ada, { ...base.address, gate: "auto" });
    await requestAccess.run(eve, RequestAccessInput.parse({ ...base.address }));
    const commit = await put(ada, base.repo, ["b.txt"]);
    await expect(updateFork.run(eve, at)).rejects.toMatchObject({ code: "invalid", reason: "too_visible" });
    expect(await headOf()).toBe(before);
    await updateRepo.run(eve, { ...at, visibility: "private" });
    expect(await updateFork.run(eve, at)).toEqual({ commit });
  });

  test("takes nothing that a push to it could not bring, and nothing of an origin that was hidden since", async () => {
    const { ada, eve, base, fork, at, headOf, state } = await sides();
    const before = await headOf();
    await updateSecretPolicy.run(eve, { ...at, mode: "block", allowedPaths: [] });
    await put(ada, base.repo, [".env", `TOKEN=${githubToken("origin")}\n`]);
    await expect(updateFork.run(eve, at)).rejects.toMatchObject({ reason: "secret_found" });
    await updateSecretPolicy.run(eve, { ...at, mode: "warn", allowedPaths: [] });
    const nobody = { push: "nobody", merge: "nobody", force: "nobody" } as const;
    await putRefRule(eve, fork.id, { pattern: "refs/heads/main", ...nobody, people: [] });
    await expect(updateFork.run(eve, at)).rejects.toMatchObject({ reason: "protected_ref" });
    await updateRepo.run(ada, { ...base.address, visibility: "private" });
    expect(await state()).toMatchObject({ origin: null });
    await expect(updateFork.run(eve, at)).rejects.toMatchObject({ reason: "no_origin" });
    expect(await headOf()).toBe(before);
  });
});
