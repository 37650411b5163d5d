import { getRepoAt } from "@/server/hub";
import { defineQuery, page } from "@/server/kernel";
import { LabelPage, ListLabelsInput } from "../contract/rules";
import { repoAddressOf } from "../participate";
import { listLabelRows } from "../store/labels";

export const listLabels = defineQuery({
  name: "discussions.listLabels",
  summary: "List the labels of a repository",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/labels" },
  input: ListLabelsInput,
  output: LabelPage,
  async run(ctx, input) {
    const repo = await getRepoAt(ctx, repoAddressOf(input));
    return page(ctx, input, {
      list: "discussions.listLabels",
      read: (after, limit) => listLabelRows(ctx.db, repo.id, { after, limit }),
      keyOf: ({ nameFolded, id }) => ({ sort: nameFolded, id }),
    });
  },
});
