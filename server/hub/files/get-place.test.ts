import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx, Dependency } from "@/server/kernel";
import { allPages } from "@/server/testing/all-pages";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { GetPlaceInput, ListTreeInput } from "../contract/content";
import { createBranch } from "../refs/create-branch";
import { createTag } from "../refs/create-tag";
import { getPlace } from "./get-place";
import { listTree } from "./list-tree";

describe("a place in a repository", () => {
  const world = setupWorld();
  let ctx: Ctx<Dependency>;
  let made: Awaited<ReturnType<typeof repoWith>>;
  beforeAll(async () => {
    ctx = world.as(await world.user());
    const many = Object.fromEntries(Array.from({ length: 1_203 }, (_, index) => [`many/${index}.txt`, `${index}`]));
    made = await repoWith(ctx, { name: "places", texts: { ...many, "docs/a b%.md": "# Hello" } });
    await createBranch.run(ctx, { ...made.address, branch: "feature/x/y" });
    await createTag.run(ctx, { ...made.address, tag: "v1/final" });
  });
  const at = (rest: string) => getPlace.run(ctx, GetPlaceInput.parse({ ...made.address, rest }));

  test("is the head of the default branch when nothing is said", async () => {
    expect(await at("")).toEqual({ revision: "main", kind: "branch", path: "", commit: made.commit });
  });

  test("has a revision with slashes, encoded or not", async () => {
    for (const rest of ["feature/x/y/docs", "feature%2Fx%2Fy/docs"]) {
      expect(await at(rest)).toMatchObject({ revision: "feature/x/y", kind: "branch", path: "docs" });
    }
    expect(await at("v1/final")).toMatchObject({ revision: "v1/final", kind: "tag", path: "" });
  });

  test("has a path of any letters, decoded once", async () => {
    expect(await at("main/docs/a%20b%25.md")).toMatchObject({ revision: "main", path: "docs/a b%.md" });
  });

  test("may be at a commit", async () => {
    expect(await at(`${made.commit}/docs`)).toMatchObject({ revision: made.commit, kind: "commit", path: "docs" });
  });

  test("is refused when it names nothing, or leaves the repository", async () => {
    await expect(at("nowhere/docs")).rejects.toMatchObject({ reason: "revision_not_found" });
    await expect(at("main/../../etc")).rejects.toMatchObject({ reason: "bad_path" });
    await expect(at("main/%E0%A4%A")).rejects.toMatchObject({ reason: "bad_path" });
  });

  test("of a private repository does not exist for strangers", async () => {
    const { address } = await repoWith(ctx, { name: "hidden", visibility: "private", texts: { a: "a" } });
    const input = GetPlaceInput.parse(address);
    expect(await getPlace.run(ctx, input)).toMatchObject({ kind: "branch" });
    await expect(getPlace.run(world.as(await world.user()), input)).rejects.toMatchObject({ code: "not_found" });
  });

  test("with more entries than fit on a page is read in pages, none twice and none left out", async () => {
    const input = { ...made.address, revision: made.commit, path: "many", limit: 500 };
    const items = await allPages((cursor) => listTree.run(ctx, ListTreeInput.parse({ ...input, cursor })));
    const seen = items.map(({ path }) => path);
    expect(seen).toHaveLength(1_203);
    expect(new Set(seen).size).toBe(1_203);
  });
});
