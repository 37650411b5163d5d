import { allows } from "@/server/access";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { ListReleasesInput, ReleasePage } from "../contract/release";
import { getRepoAt } from "../get-readable-repo";
import { resourceOf } from "../repository";
import { listReleaseRows } from "../store/releases";
import { showReleases } from "./release";

export const listReleases = defineQuery({
  name: "hub.listReleases",
  summary: "List releases, newest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/releases" },
  input: ListReleasesInput,
  output: ReleasePage,
  async run(ctx: Ctx<"repositories">, input) {
    const { shelf, namespace, name } = input;
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    const withDrafts = await allows(ctx, "repo.write", resourceOf(repo));
    const { items, nextCursor } = await page(ctx, input, {
      list: `hub.releases ${withDrafts}`,
      read: (after, limit) => {
        const last = after && { createdAt: new Date(after.sort), id: after.id };
        return listReleaseRows(ctx.db, { repoId: repo.id, withDrafts, after: last, limit });
      },
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
    return { items: await showReleases(ctx, repo, items), nextCursor };
  },
});
