import { authorizePlatform } from "@/server/access";
import { defineQuery, page } from "@/server/kernel";
import { ListWordsInput, WordPage } from "../contract";
import { getSet, listWordsOf } from "../store/words";

export const listWords = defineQuery({
  name: "moderation.listWords",
  summary: "List the words of a set, oldest first",
  http: { method: "GET", path: "/admin/word-sets/{id}/words" },
  input: ListWordsInput,
  output: WordPage,
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.moderation");
    const { id: setId, search = "" } = input;
    await getSet(ctx.db, setId);
    return page(ctx, input, {
      list: "moderation.listWords",
      read: (after, limit) => listWordsOf(ctx.db, { setId, search, after, limit }),
      keyOf: ({ id }: { readonly id: string }) => ({ id, sort: id }),
    });
  },
});
