import { expect, test } from "vitest";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { ListDeletedReposInput } from "../contract/repo";
import { hubOperations } from "../operations";

const { deleteRepo, listDeletedRepos } = hubOperations;
const world = setupWorld();

test("A5 a token hears of deleted repositories as far as it reaches", async () => {
  const ada = await world.user();
  const [one, two] = [await repoWith(world.as(ada), { name: "one" }), await repoWith(world.as(ada), { name: "two" })];
  for (const { address } of [one, two]) await deleteRepo.run(world.as(ada), address);
  const namesFor = async (actor: Parameters<typeof world.as>[0]) =>
    (await listDeletedRepos.run(world.as(actor), ListDeletedReposInput.parse({}))).items.map(({ name }) => name);
  expect((await namesFor(ada)).sort()).toEqual(["one", "two"]);

  const line = { target: { kind: "resource" as const, id: one.repo.id }, permissions: ["repo.read" as const] };
  const narrow = await world.token(ada, { role: "fineGrained", scopes: [line] });
  expect(await namesFor(narrow.actor)).toEqual(["one"]);
  expect(await namesFor((await world.token(ada, { role: "read" })).actor)).toHaveLength(2);
});
