import { describe, expect, test } from "vitest";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { CreateReleaseInput, ListReleasesInput, UpdateReleaseInput } from "../contract/release";
import { deleteTag } from "../refs/delete-tag";
import { createRelease } from "./create-release";
import { deleteRelease } from "./delete-release";
import { getRelease } from "./get-release";
import { listReleases } from "./list-releases";
import { updateRelease } from "./update-release";

describe("releases", () => {
  const world = setupWorld();

  async function made() {
    const ctx = world.as(await world.user());
    const { address, commit } = await repoWith(ctx, { name: "told", texts: { "a.txt": "a" } });
    const create = (facts: object) => createRelease.run(ctx, CreateReleaseInput.parse({ ...address, ...facts }));
    return { ctx, address, commit, create };
  }

  test("a release makes its tag; the newest published one that is no preview is the latest", async () => {
    const { ctx, address, commit, create } = await made();
    expect(await create({ tag: "v1", title: "One", notes: "**new**" })).toMatchObject({ commit, isLatest: true });
    await create({ tag: "v2-rc", title: "Two, nearly", isPrerelease: true });
    const { items } = await listReleases.run(ctx, ListReleasesInput.parse(address));
    expect(items.map(({ tag, isLatest }) => [tag, isLatest])).toEqual([
      ["v2-rc", false],
      ["v1", true],
    ]);
    await expect(create({ tag: "v1", title: "Again" })).rejects.toMatchObject({ reason: "release_exists" });
    await expect(create({ tag: "--x", title: "Odd" })).rejects.toMatchObject({ reason: "bad_ref_name" });
    const lost = create({ tag: "v9", title: "From nowhere", revision: "no-such-branch" });
    await expect(lost).rejects.toMatchObject({ reason: "revision_not_found" });
  });

  test("a draft is there for writers only, until it is published", async () => {
    const { ctx, address, create } = await made();
    await create({ tag: "v1", title: "Secret", isDraft: true });
    const reader = world.as(await world.user());
    await expect(getRelease.run(reader, { ...address, tag: "v1" })).rejects.toMatchObject({ code: "not_found" });
    expect((await listReleases.run(reader, ListReleasesInput.parse(address))).items).toEqual([]);
    const publish = UpdateReleaseInput.parse({ ...address, tag: "v1", isDraft: false });
    await expect(updateRelease.run(reader, publish)).rejects.toMatchObject({ code: "forbidden" });
    await updateRelease.run(ctx, publish);
    const seen = await getRelease.run(reader, { ...address, tag: "v1" });
    expect(seen).toMatchObject({ title: "Secret", isLatest: true, publishedAt: expect.any(Date) });
  });

  test("a release outlives its tag and says so; deleting it keeps the tag", async () => {
    const { ctx, address, commit, create } = await made();
    await create({ tag: "v1", title: "One" });
    await deleteTag.run(ctx, { ...address, tag: "v1" });
    expect(await getRelease.run(ctx, { ...address, tag: "v1" })).toMatchObject({ commit: null });
    await deleteRelease.run(ctx, { ...address, tag: "v1" });
    await create({ tag: "v2", title: "Two" });
    await deleteRelease.run(ctx, { ...address, tag: "v2" });
    expect(await create({ tag: "v2", title: "Two again" })).toMatchObject({ commit });
  });
});
