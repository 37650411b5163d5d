import { authorizePlatform } from "@/server/access";
import { defineQuery, page } from "@/server/kernel";
import { ListManagedTagsInput, type ManagedTag, ManagedTagPage } from "../contract/tag-rule";
import { NO_ROW } from "../files/at-revision";
import { wordOf } from "./aliases";
import { listManagedRows } from "./store/managed-tags";

export const listManagedTags = defineQuery({
  name: "hub.listManagedTags",
  summary: "List the tags in use with how often they are used and what rules say of them",
  http: { method: "GET", path: "/admin/tags" },
  input: ListManagedTagsInput,
  output: ManagedTagPage,
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.repositories");
    const { search, facet, rule } = input;
    return page(ctx, input, {
      list: "hub.listManagedTags",
      read: (after, limit) => listManagedRows(ctx, { search, facet, rule, limit, after: after && placeIn(after.sort) }),
      keyOf: ({ count, facet, tag }: ManagedTag) => ({ sort: `${count} ${wordOf(facet, tag)}`, id: NO_ROW }),
    });
  },
});

function placeIn(sort: string): { count: number; word: string } {
  const space = sort.indexOf(" ");
  return { count: Number(sort.slice(0, space)), word: sort.slice(space + 1) };
}
