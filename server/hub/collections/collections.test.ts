import { describe, expect, test } from "vitest";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { AddCollectionItemInput, CreateCollectionInput, ListCollectionsInput } from "../contract/collection";
import { hubOperations } from "../operations";

const {
  addCollectionItem,
  createCollection,
  deleteCollection,
  getCollection,
  listCollectionEditors,
  listCollections,
  putCollectionEditor,
  removeCollectionEditor,
  removeCollectionItem,
  updateCollection,
  updateCollectionItem,
} = hubOperations;

const world = setupWorld();
const server = setupHubServer(world);

async function scene() {
  const [ada, ben] = [await world.user(), await world.user()];
  const [mine, theirs] = [world.as(ada), world.as(ben)];
  const make = (name: string, visibility: "public" | "private" = "public") =>
    repoWith(mine, { name, visibility, texts: { "a.txt": name } });
  const made = [await make("one"), await make("two"), await make("three", "private")];
  const collection = await createCollection.run(
    mine,
    CreateCollectionInput.parse({ title: "Good 模型 models!", visibility: "public" }),
  );
  const add = (index: number, more: object = {}) =>
    addCollectionItem.run(mine, AddCollectionItemInput.parse({ id: collection.id, ...made[index]?.address, ...more }));
  return { ada, ben, mine, theirs, made, collection, add };
}

const namesOf = ({ items }: { items: readonly { repo: { name: string } }[] }) => items.map(({ repo }) => repo.name);

describe("a collection", () => {
  test("keeps its things in order, with notes and sections, and shows nobody what they may not see", async () => {
    const { mine, theirs, collection, add } = await scene();
    await add(0, { note: "first", section: "Small" });
    await add(1);
    const full = await add(2);
    expect(namesOf(full)).toEqual(["one", "two", "three"]);
    const [, , last] = full.items;
    const place = { id: collection.id, itemId: last?.id ?? "" };
    const moved = await updateCollectionItem.run(mine, { ...place, position: 0, section: "Large", note: "big" });
    expect(namesOf(moved)).toEqual(["three", "one", "two"]);
    expect(moved.items[0]).toMatchObject({ section: "Large", note: "big", position: 0 });
    expect(namesOf(await getCollection.run(theirs, { id: collection.id }))).toEqual(["one", "two"]);
    await expect(add(0)).rejects.toMatchObject({ code: "conflict", reason: "item_exists" });
    expect(namesOf(await removeCollectionItem.run(mine, place))).toEqual(["one", "two"]);
    expect(collection.slug).toMatch(/^good-models-[0-9a-f]{24}$/);
  });

  test("is changed by its owner and co-editors alone, and hidden when it is private", async () => {
    const { mine, theirs, ben, collection, made } = await scene();
    const theirItem = AddCollectionItemInput.parse({ id: collection.id, ...made[0]?.address });
    await expect(addCollectionItem.run(theirs, theirItem)).rejects.toMatchObject({ code: "forbidden" });
    await putCollectionEditor.run(mine, { id: collection.id, username: ben.username });
    const { items } = await listCollectionEditors.run(theirs, { id: collection.id, limit: 20 });
    expect(items).toMatchObject([{ username: ben.username }]);
    expect(namesOf(await addCollectionItem.run(theirs, theirItem))).toEqual(["one"]);
    const rename = updateCollection.run(theirs, { id: collection.id, title: "Mine now" });
    await expect(rename).rejects.toMatchObject({ code: "forbidden" });
    const editable = await listCollections.run(theirs, ListCollectionsInput.parse({ isEditable: true }));
    expect(editable.items.map(({ id }) => id)).toEqual([collection.id]);

    await removeCollectionEditor.run(theirs, { id: collection.id, username: ben.username });
    await updateCollection.run(mine, { id: collection.id, visibility: "private", title: "Renamed" });
    await expect(getCollection.run(theirs, { id: collection.id })).rejects.toMatchObject({ code: "not_found" });
    expect((await listCollections.run(theirs, ListCollectionsInput.parse({ search: "renam" }))).items).toEqual([]);
    await deleteCollection.run(mine, { id: collection.id });
    await expect(getCollection.run(mine, { id: collection.id })).rejects.toMatchObject({ code: "not_found" });
  });

  test("has a title that no other one of its owner has, when it is made and when it is renamed", async () => {
    const { mine, theirs, ben, collection } = await scene();
    const create = (ctx: typeof mine, title: string, visibility: "public" | "private" = "private") =>
      createCollection.run(ctx, CreateCollectionInput.parse({ title, visibility }));
    const taken = { code: "conflict", reason: "title_taken" };
    const other = await create(mine, "Another");
    await expect(create(mine, "another")).rejects.toMatchObject(taken);
    const rename = (id: string, title: string) => updateCollection.run(mine, { id, title });
    await expect(rename(other.id, collection.title.toUpperCase())).rejects.toMatchObject({
      ...taken,
      details: { slug: `${collection.namespace}/${collection.slug}` },
    });
    expect(await rename(other.id, "ANOTHER")).toMatchObject({ title: "ANOTHER" });
    expect(await create(theirs, "another")).toMatchObject({ namespace: ben.username });

    const [one, two] = [await create(mine, "One"), await create(mine, "Two")];
    const both = await Promise.allSettled([rename(one.id, "Same"), rename(two.id, "Same"), create(mine, "Same")]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("that many add to at once keeps every one of them", async () => {
    const { mine, collection, add } = await scene();
    await Promise.all([add(0), add(1), add(2)]);
    const { items } = await getCollection.run(mine, { id: collection.id });
    expect(items.map(({ position }) => position)).toEqual([0, 1, 2]);
  });
});

describe("collections in the Hugging Face API", () => {
  test("are made, filled, ordered, found, renamed and deleted", async () => {
    const { ada, made } = await scene();
    const { secret: token } = await world.token(ada);
    const call = async (method: string, path: string, body?: object) => {
      const json = { "content-type": "application/json" };
      const sent = body ? { body: JSON.stringify(body), headers: json } : {};
      const answer = await server.fetch(`/api/collections${path}`, { method, token, ...sent });
      return { status: answer.status, body: await answer.json() };
    };
    const asked = { title: "By a client", namespace: ada.username, description: "Short", private: false };
    const first = made[0]?.address;
    const id = (index: number) => `${ada.username}/${made[index]?.address.name}`;
    const created = await call("POST", "", { ...asked, item: { id: id(0), type: "model" } });
    expect(created).toMatchObject({
      status: 200,
      body: { title: "By a client", items: [{ id: id(0), type: "model" }] },
    });
    const { slug } = created.body;
    expect(slug).toMatch(new RegExp(`^${ada.username}/by-a-client-[0-9a-f]{24}$`));
    expect(await call("POST", "", asked)).toMatchObject({ status: 409, body: { slug } });
    expect((await call("POST", "", { ...asked, namespace: "" })).status).toBe(400);

    const filled = await call("POST", `/${slug}/items`, { item: { id: id(1), type: "model" }, note: "<b>" });
    expect(filled.body.items[1]).toMatchObject({ position: 1, note: { text: "<b>", html: "&lt;b&gt;" } });
    expect((await call("POST", `/${slug}/items`, { item: { id: id(1), type: "model" } })).status).toBe(409);
    expect((await call("POST", `/${slug}/items`, { item: { id: "2501.1", type: "paper" } })).status).toBe(400);
    expect((await call("POST", `/${slug}/items`, { item: { id: "no/where", type: "model" } })).status).toBe(404);
    const item = `/${slug}/items/${filled.body.items[1]._id}`;
    expect(await call("PATCH", item, { position: 0 })).toEqual({ status: 200, body: {} });
    expect((await call("PATCH", `/${slug}/items/${"0".repeat(24)}`, { position: 0 })).status).toBe(404);
    expect((await call("GET", `/${slug}`)).body.items.map((one: { id: string }) => one.id)).toEqual([id(1), id(0)]);

    const patched = await call("PATCH", `/${slug}`, { title: "Another title", theme: "green" });
    expect(patched.body).toMatchObject({ success: true, data: { title: "Another title", theme: "green" } });
    expect((await call("GET", `/${slug}`)).body.title).toBe("Another title");
    const listed = await call("GET", `?owner=${ada.username}&item=models/${first?.namespace}/${first?.name}`);
    expect(listed.body).toHaveLength(1);
    expect(listed.body[0]).not.toHaveProperty("position");
    expect(await call("DELETE", item)).toEqual({ status: 200, body: {} });
    expect(await call("DELETE", `/${slug}`)).toEqual({ status: 200, body: {} });
    expect((await call("GET", `/${slug}`)).status).toBe(404);
  });
});
