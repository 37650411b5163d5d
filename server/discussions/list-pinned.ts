import { getRepoAt } from "@/server/hub";
import { defineQuery } from "@/server/kernel";
import { DiscussionPage } from "./contract/discussion";
import { ListPinnedInput } from "./contract/rules";
import { repoAddressOf } from "./participate";
import { showDiscussions } from "./show";
import { listPinned as listPinnedRows } from "./store/lists";

export const listPinned = defineQuery({
  name: "discussions.listPinned",
  summary: "List what a repository shows above its discussions",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/pinned-discussions" },
  input: ListPinnedInput,
  output: DiscussionPage,
  async run(ctx, input) {
    const repo = await getRepoAt(ctx, repoAddressOf(input));
    const rows = await listPinnedRows(ctx.db, repo.id, 3);
    return { items: await showDiscussions(ctx, repo, rows), nextCursor: null };
  },
});
