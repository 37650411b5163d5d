import { getRepoAt } from "@/server/hub";
import { defineQuery, page } from "@/server/kernel";
import { CommitStatusPage, ListCommitStatusesInput } from "../contract/pull";
import { repoAddressOf } from "../participate";
import { listStatuses } from "../store/statuses";
import { showStatuses } from "./show-statuses";

export const listCommitStatuses = defineQuery({
  name: "discussions.listCommitStatuses",
  summary: "List what checks found out about a commit",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/commits/{commit}/statuses" },
  input: ListCommitStatusesInput,
  output: CommitStatusPage,
  async run(ctx, input) {
    const repo = await getRepoAt(ctx, repoAddressOf(input));
    const found = await page(ctx, input, {
      list: "discussions.listCommitStatuses",
      read: (after, limit) => listStatuses(ctx.db, { repoId: repo.id, commit: input.commit }, { after, limit }),
      keyOf: ({ context, id }) => ({ sort: context, id }),
    });
    return { ...found, items: await showStatuses(ctx, found.items) };
  },
});
