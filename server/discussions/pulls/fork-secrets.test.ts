import { describe, expect, test } from "vitest";
import { readRefs } from "@/server/git";
import { commitToRepo, getReadableRepo } from "@/server/hub";
import { forkRepo } from "@/server/hub/forks/fork-repo";
import { listSecretFindings } from "@/server/hub/secrets/list-secret-findings";
import { updateSecretPolicy } from "@/server/hub/secrets/update-secret-policy";
import { repoWith } from "@/server/testing/repos";
import { githubToken } from "@/server/testing/secrets";
import { setupWorld } from "@/server/testing/world";
import { createPull } from "./create-pull";
import { followRefs } from "./follow-refs";

describe("secrets in a fork", () => {
  const world = setupWorld();
  let count = 0;

  /** A repository, and a fork of it whose branch `topic` is to be proposed. */
  async function sides(mode: "warn" | "block") {
    count += 1;
    const [ada, eve] = [world.as(await world.user()), world.as(await world.user())];
    const base = await repoWith(ada, { name: `base-${count}`, visibility: "public", texts: { "a.txt": "a\n" } });
    await updateSecretPolicy.run(ada, { ...base.address, mode, allowedPaths: [] });
    const { namespace, name } = await forkRepo.run(eve, { ...base.address, newName: `fork-${count}` });
    const fork = await getReadableRepo(eve, { kind: "model", namespace, name });
    const commit = async (path: string, text: string) =>
      (
        await commitToRepo(eve, fork, {
          branch: "main",
          message: `Change ${path}`,
          operations: [{ kind: "put", path, content: Buffer.from(text) }],
        })
      ).commit;
    const propose = () =>
      createPull.run(eve, {
        ...{ ...base.address, title: "Better", description: "", isDraft: false },
        ...{ head: "main", headNamespace: namespace, headName: name },
      });
    const head = async () => (await readRefs(ada, base.repo.id)).get("refs/pr/1");
    const findings = async () => (await listSecretFindings.run(ada, { ...base.address, limit: 20 })).items;
    return { fork, commit, propose, head, findings };
  }

  test("are refused where the base refuses them", async () => {
    const it = await sides("block");
    await it.commit(".env", `TOKEN=${githubToken("fork")}\n`);
    await it.commit(".env", "TOKEN=\n");
    await expect(it.propose()).rejects.toMatchObject({ reason: "secret_found" });
    expect(await it.head()).toBeUndefined();
    expect(await it.findings()).toMatchObject([{ path: ".env", isRefused: true }]);
  });

  test("do not come in by a later push to the fork", async () => {
    const it = await sides("block");
    const before = await it.commit("b.txt", "b\n");
    await it.propose();
    expect(await it.head()).toBe(before);
    const after = await it.commit(".env", `TOKEN=${githubToken("later")}\n`);
    const changes = [{ ref: "refs/heads/main", before, after }];
    await followRefs(world.system(), { repoId: it.fork.id, changes, pusherId: null });
    expect(await it.head()).toBe(before);
  });

  test("are told to the administrators of a base that warns", async () => {
    const it = await sides("warn");
    const commit = await it.commit(".env", `TOKEN=${githubToken("told")}\n`);
    await it.propose();
    expect(await it.head()).toBe(commit);
    expect(await it.findings()).toMatchObject([{ path: ".env", isRefused: false, commit }]);
  });
});
