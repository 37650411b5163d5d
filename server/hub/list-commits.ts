import { listCommits as listGitCommits } from "@/server/git";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { atRevision, NO_ROW, withAuthors } from "./at-revision";
import { CommitPage, ListCommitsInput } from "./contract/content";

export const listCommits = defineQuery({
  name: "hub.listCommits",
  summary: "List the history of a revision, or of one file",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/commits" },
  input: ListCommitsInput,
  output: CommitPage,
  async run(ctx: Ctx<"repositories">, input) {
    const { repo, commit } = await atRevision(ctx, input);
    const path = input.path === "" ? undefined : input.path;
    const { items, nextCursor } = await page(ctx, input, {
      list: "hub.commits",
      read: async (after, limit) => {
        // A page continues from the commit where the first one began, whatever was pushed since.
        const [start = commit, skip = "0"] = after?.sort.split(" ") ?? [];
        const history = await listGitCommits(ctx, repo.id, { commit: start, path, skip: Number(skip), limit });
        return history.items.map((item, index) => ({ item, start, position: Number(skip) + index }));
      },
      keyOf: ({ position, start }) => ({ sort: `${start} ${position + 1}`, id: NO_ROW }),
    });
    return {
      items: await withAuthors(
        ctx,
        items.map(({ item }) => item),
      ),
      nextCursor,
    };
  },
});
