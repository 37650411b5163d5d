import { authorizePlatform } from "@/server/access";
import { defineQuery, pageOfAll } from "@/server/kernel";
import { ListWordSetsInput, WordSetPage } from "../contract";
import { listSets } from "../store/words";

export const listWordSets = defineQuery({
  name: "moderation.listWordSets",
  summary: "List the sets of words that texts are looked through for",
  http: { method: "GET", path: "/admin/word-sets" },
  input: ListWordSetsInput,
  output: WordSetPage,
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.moderation");
    const rows = await listSets(ctx.db);
    return pageOfAll(ctx, input, { list: "moderation.listWordSets", rows, sortOf: ({ id }) => id });
  },
});
