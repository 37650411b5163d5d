import { allows } from "@/server/access";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { ListReleasesInput, ReleasePage } from "../contract/release";
import { getRepoAt } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";
import { showReleases } from "./release";
import { listReleaseRows } from "./store/releases";

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
