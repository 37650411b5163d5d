import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx, Dependency } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { FacetsInput, ListReposInput } from "../contract/repo";
import { countRepos } from "./count-repos";
import { getFacets } from "./get-facets";
import { listRepos } from "./list-repos";

const card = (fields: string) => ({ "README.md": `---\n${fields}\n---\n# Card\n` });

describe("narrowing a list", () => {
  const world = setupWorld();
  let ctx: Ctx<Dependency>;
  let author: string;
  beforeAll(async () => {
    const owner = await world.user();
    author = owner.username;
    ctx = world.as(owner);
    const chat = "pipeline_tag: text-generation\nlicense: mit\ntags: [chat, tiny]";
    await repoWith(ctx, { name: "one", texts: card(chat) });
    await repoWith(ctx, { name: "two", texts: card(`${chat}\nlibrary_name: transformers`) });
    await repoWith(ctx, { name: "three", texts: card("pipeline_tag: fill-mask\nlicense: apache-2.0\ntags: [tiny]") });
    await repoWith(ctx, { name: "four", visibility: "private", texts: card(chat) });
  });
  const facets = (asked: object, as = ctx) =>
    getFacets.run(as, FacetsInput.parse({ shelf: "models", author, ...asked }));

  test("counts what the reader may see, most frequent first", async () => {
    expect(await facets({})).toMatchObject({
      total: 4,
      task: [
        { value: "text-generation", count: 3 },
        { value: "fill-mask", count: 1 },
      ],
      tag: [
        { value: "tiny", count: 4 },
        { value: "chat", count: 3 },
      ],
    });
    const visitor = world.as({ kind: "anonymous" });
    expect(await facets({}, visitor)).toMatchObject({ total: 3, library: [{ value: "transformers", count: 1 }] });
    expect(await countRepos.run(visitor, { namespace: author })).toEqual({
      ...{ model: 3, dataset: 0, space: 0, code: 0, liked: 0 },
    });
  });

  test("keeps the other choices of a facet that is chosen from", async () => {
    const found = await facets({ task: "fill-mask" });
    expect(found.total).toBe(1);
    expect(found.task.map(({ value }) => value)).toEqual(["text-generation", "fill-mask"]);
    expect(found.license).toEqual([{ value: "apache-2.0", count: 1 }]);
  });

  test("finds nothing for somebody who is not there", async () => {
    expect(await facets({ author: "nobody-at-all" })).toMatchObject({ total: 0, task: [], tag: [] });
  });

  test("goes on from page to page with every filter, and refuses the cursor of another list", async () => {
    const asked = { shelf: "models", author, tag: ["tiny"], sort: "updated", limit: 2 };
    const first = await listRepos.run(ctx, ListReposInput.parse(asked));
    const second = await listRepos.run(ctx, ListReposInput.parse({ ...asked, cursor: first.nextCursor }));
    expect([...first.items, ...second.items].map(({ name }) => name).toSorted()).toEqual([
      "four",
      "one",
      "three",
      "two",
    ]);
    const other = ListReposInput.parse({ ...asked, tag: ["chat"], cursor: first.nextCursor });
    await expect(listRepos.run(ctx, other)).rejects.toMatchObject({ reason: "bad_cursor" });
  });
});
