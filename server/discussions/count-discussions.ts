import { getRepoAt } from "@/server/hub";
import { defineQuery } from "@/server/kernel";
import { CountDiscussionsInput, DiscussionCounts } from "./contract/discussion";
import { filterOf } from "./list-discussions";
import { repoAddressOf } from "./participate";
import { countRows } from "./store/lists";

export const countDiscussions = defineQuery({
  name: "discussions.countDiscussions",
  summary: "Count issues and pull requests that fit a filter",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/discussion-counts" },
  input: CountDiscussionsInput,
  output: DiscussionCounts,
  async run(ctx, input) {
    const repo = await getRepoAt(ctx, repoAddressOf(input));
    const { type, ...filter } = await filterOf(ctx, repo, input);
    const rows = await countRows(ctx.db, { ...filter, type: "all", status: "all" });
    const count = (fits: (row: (typeof rows)[number]) => boolean) =>
      rows.filter(fits).reduce((sum, row) => sum + row.count, 0);
    const isOfType = ({ isPull }: { readonly isPull: boolean }) => type === "all" || isPull === (type === "pull");
    return {
      open: count((row) => isOfType(row) && row.isOpen),
      closed: count((row) => isOfType(row) && !row.isOpen),
      issues: count(({ isPull, isOpen }) => isOpen && !isPull),
      pulls: count(({ isPull, isOpen }) => isOpen && isPull),
    };
  },
});
