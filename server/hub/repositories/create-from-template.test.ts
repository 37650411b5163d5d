import { describe, expect, test } from "vitest";
import { openObject } from "@/server/content";
import { countCommits } from "@/server/git";
import { collect } from "@/server/testing/collect";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { GenerateRepoInput } from "../contract/fork";
import { hubOperations } from "../operations";

const { createFromTemplate, getFile, updateRepo } = hubOperations;
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
});
