import { listFileHistory, listCommits as listGitCommits, statPaths } from "@/server/git";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { CommitPage, ListCommitsInput } from "../contract/content";
import { atRevision, NO_ROW, withAuthors } from "./at-revision";

export const listCommits = defineQuery({
  name: "hub.listCommits",
  summary: "List the history of a revision, or of one file through its renames",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/commits" },
  input: ListCommitsInput,
  output: CommitPage,
  async run(ctx: Ctx<"repositories">, input) {
    const { repo, commit } = await atRevision(ctx, input);
    const { items, nextCursor } = await page(ctx, input, {
      list: "hub.commits",
      read: async (after, limit) => {
        // A page continues from the commit where the first one began, whatever was pushed since.
        const [start = commit, skip = "0"] = after?.sort.split(" ") ?? [];
        const where = { commit: start, path: input.path, skip: Number(skip), limit };
        const history = await readHistory(ctx, repo.id, where);
        return history.map((item, index) => ({ item, start, position: Number(skip) + index }));
      },
      keyOf: ({ position, start }) => ({ sort: `${start} ${position + 1}`, id: NO_ROW }),
    });
    const shown = items.map(({ item }) => item);
    return { items: await withAuthors(ctx, shown), nextCursor };
  },
});

interface Where {
  readonly commit: string;
  readonly path: string;
  readonly skip: number;
  readonly limit: number;
}

/** A folder has no name to follow, and neither has what is not there any more. */
async function readHistory(ctx: Ctx<"repositories">, repoId: string, where: Where) {
  const [entry] = await statPaths(ctx, repoId, { commit: where.commit, paths: [where.path] });
  if (entry?.kind === "file") return listFileHistory(ctx, repoId, where);
  const path = where.path === "" ? undefined : where.path;
  const { items } = await listGitCommits(ctx, repoId, { ...where, path });
  return items.map((item) => ({ ...item, path: null, oldPath: null }));
}
