import { expect, test } from "vitest";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { hubOperations } from "../operations";

const { createBranch, getRepo, updateRepo } = hubOperations;
const world = setupWorld();

test("the default branch of what is archived stays, until it is opened again", async () => {
  const ada = world.as(await world.user());
  const { address, commit } = await repoWith(ada, { name: "kept", texts: { a: "a" } });
  await createBranch.run(ada, { ...address, branch: "other", revision: commit });
  await updateRepo.run(ada, { ...address, isArchived: true });
  const moved = updateRepo.run(ada, { ...address, defaultBranch: "other" });
  await expect(moved).rejects.toMatchObject({ code: "forbidden", reason: "archived" });
  await updateRepo.run(ada, { ...address, defaultBranch: "main", description: "Words" });
  expect(await getRepo.run(ada, address)).toMatchObject({ defaultBranch: "main", description: "Words" });
  await updateRepo.run(ada, { ...address, defaultBranch: "other", isArchived: false });
  expect(await getRepo.run(ada, address)).toMatchObject({ defaultBranch: "other", isArchived: false });
});
