import { describe, expect, test } from "vitest";
import { openObject } from "@/server/content";
import { countCommits, inCopyTurn } from "@/server/git";
import { collect } from "@/server/testing/collect";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { commitToRepo } from "../commits/commit-to-repo";
import { GenerateRepoInput } from "../contract/fork";
import { hubOperations } from "../operations";

const { createFromTemplate, getFile, getRepo, updateRepo } = hubOperations;
const big = Buffer.alloc(3_000, 5);
const oid = shaOf(big);

describe("a template", () => {
  const world = setupWorld();

  test("gives a new repository its files, large ones too, and not its history", async () => {
    const [ada, ben] = [world.as(await world.user()), world.as(await world.user())];
    const files = { texts: { "src/a.txt": "hello", "README.md": "# Start" }, objects: { "w.bin": big } };
    const made = await repoWith(ada, { name: "start", visibility: "public", ...files });
    const generate = (newName: string) =>
      createFromTemplate.run(ben, GenerateRepoInput.parse({ ...made.address, newName }));
    await expect(generate("one")).rejects.toMatchObject({ reason: "no_template" });
    await updateRepo.run(ada, { ...made.address, isTemplate: true });
    const repo = await generate("one");
    const address = { shelf: "models", namespace: repo.namespace, name: "one" } as const;
    expect(await getFile.run(ben, { ...address, path: "src/a.txt" })).toMatchObject({ text: "hello" });
    const { body } = await openObject(ben, { repoId: repo.id, oid });
    expect(Buffer.concat(await collect(body)).equals(big)).toBe(true);
    expect(await countCommits(ben, repo.id, { commit: repo.sha ?? "" })).toBe(2);
  });

  test("is copied in turn with forks, and leaves nothing where there is none", async () => {
    const ada = world.as(await world.user());
    const made = await repoWith(ada, { name: "start", texts: { a: "a" } });
    await updateRepo.run(ada, { ...made.address, isTemplate: true });
    const generate = () => createFromTemplate.run(ada, GenerateRepoInput.parse({ ...made.address, newName: "late" }));
    const { promise: end, resolve } = Promise.withResolvers<void>();
    const copies = Array.from({ length: 10 }, () => inCopyTurn(ada, () => end));
    await expect(generate()).rejects.toMatchObject({ code: "unavailable", reason: "git_busy" });
    await expect(getRepo.run(ada, { ...made.address, name: "late" })).rejects.toMatchObject({ code: "not_found" });
    resolve();
    await Promise.all(copies);
    expect(await generate()).toMatchObject({ name: "late" });
  });

  test("has at most 200 MB that git keeps itself", async () => {
    const ada = world.as(await world.user());
    const made = await repoWith(ada, { name: "heavy", texts: { "0": "some text\n".repeat(990_000) } });
    const operations = Array.from({ length: 20 }, (_, n) => ({ kind: "copy" as const, from: "0", path: `${n + 1}` }));
    await commitToRepo(ada, made.repo, { branch: "main", message: "Copy", operations });
    await updateRepo.run(ada, { ...made.address, isTemplate: true });
    const generated = createFromTemplate.run(ada, GenerateRepoInput.parse({ ...made.address, newName: "other" }));
    await expect(generated).rejects.toMatchObject({ code: "too_large" });
  });
});
