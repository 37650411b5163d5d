import { describe, expect, test } from "vitest";
import type { Ctx, Dependency } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { CreateCollectionInput } from "../contract/collection";
import { PutPinsInput } from "../contract/pin";
import { hubOperations } from "../operations";

const { createCollection, deleteCollection, deleteRepo, listPins, moveRepo, putPins, updateRepo } = hubOperations;
const world = setupWorld();

const pinned = async (ctx: Ctx, name: string) =>
  (await listPins.run(ctx, { name })).items.map((pin) =>
    pin.kind === "repository" ? pin.repo.name : pin.collection.title,
  );

async function scene(namespace?: string, ctx?: Ctx<Dependency>) {
  const ada = await world.user();
  const mine = ctx ?? world.as(ada);
  const owner = namespace ?? ada.username;
  const make = (name: string, visibility: "public" | "private") =>
    repoWith(mine, { name, visibility, namespace: owner, texts: { "a.txt": name } });
  const [open, hidden] = [await make("open", "public"), await make("hidden", "private")];
  const collection = await createCollection.run(
    mine,
    CreateCollectionInput.parse({ title: "Best", namespace: owner, visibility: "public" }),
  );
  const pins = [
    { kind: "collection", id: collection.id },
    { kind: "repository", id: hidden.repo.id },
    { kind: "repository", id: open.repo.id },
  ] as const;
  return { ada, mine, owner, open, hidden, collection, pins: [...pins], eve: world.as(await world.user()) };
}

describe("pins", () => {
  test("stand in the order they were put, and nobody sees there what they may not see", async () => {
    const { mine, owner, pins, eve, open, hidden, collection } = await scene();
    expect(await pinned(eve, owner)).toEqual([]);
    await putPins.run(mine, { name: owner, pins });
    expect(await pinned(mine, owner)).toEqual(["Best", "hidden", "open"]);
    expect(await pinned(eve, owner)).toEqual(["Best", "open"]);
    expect(await pinned(world.as({ kind: "anonymous" }), owner)).toEqual(["Best", "open"]);
    await putPins.run(mine, { name: owner, pins: pins.toReversed() });
    expect(await pinned(mine, owner)).toEqual(["open", "hidden", "Best"]);
    await updateRepo.run(mine, { ...open.address, visibility: "private" });
    expect(await pinned(eve, owner)).toEqual(["Best"]);
    await deleteRepo.run(mine, hidden.address);
    await deleteCollection.run(mine, { id: collection.id });
    expect(await pinned(mine, owner)).toEqual(["open"]);
  });

  test("are chosen by whom the page belongs to, and only from what is theirs", async () => {
    const { mine, owner, pins, eve, ada } = await scene();
    await expect(putPins.run(eve, { name: owner, pins: [] })).rejects.toMatchObject({ code: "forbidden" });
    const visitor = world.as({ kind: "anonymous" });
    await expect(putPins.run(visitor, { name: owner, pins: [] })).rejects.toMatchObject({ code: "unauthenticated" });
    const other = await scene();
    const foreign = putPins.run(mine, { name: owner, pins: other.pins });
    await expect(foreign).rejects.toMatchObject({ code: "not_found" });
    const twice = PutPinsInput.safeParse({ name: owner, pins: [pins[0], pins[0]] });
    const many = PutPinsInput.safeParse({ name: owner, pins: Array.from({ length: 7 }, () => pins[0]) });
    expect([twice.success, many.success]).toEqual([false, false]);

    const writer = await world.user();
    const { name } = await world.organization(ada, [{ user: writer, role: "write" }]);
    const team = await scene(name, world.as(await world.again(ada)));
    const asWriter = world.as(await world.again(writer));
    await expect(putPins.run(asWriter, { name, pins: team.pins })).rejects.toMatchObject({ code: "forbidden" });
    await putPins.run(team.mine, { name, pins: team.pins });
    expect(await pinned(asWriter, name)).toEqual(["Best", "hidden", "open"]);
    await moveRepo.run(team.mine, { ...team.hidden.address, newNamespace: ada.username, newName: "moved" });
    expect(await pinned(team.mine, name)).toEqual(["Best", "open"]);
  });

  test("that are put by many at once are those of one of them", async () => {
    const { mine, owner, pins } = await scene();
    await Promise.all([
      putPins.run(mine, { name: owner, pins }),
      putPins.run(mine, { name: owner, pins: pins.slice(2) }),
      putPins.run(mine, { name: owner, pins: pins.toReversed() }),
    ]);
    const left = await pinned(mine, owner);
    expect([["Best", "hidden", "open"], ["open"], ["open", "hidden", "Best"]]).toContainEqual(left);
  });
});
