import { getOwner } from "@/server/identity";
import { defineQuery, notFound, page } from "@/server/kernel";
import { LikedRepoPage, ListLikedReposInput } from "../contract/people";
import { withNamespaces } from "../repositories/get-readable-repo";
import { showRepo } from "../repositories/repository";
import { listLikedRows } from "./store";

export const listLikedRepos = defineQuery({
  name: "hub.listLikedRepos",
  summary: "List the repositories that somebody likes and you may see, latest first",
  http: { method: "GET", path: "/profiles/{username}/likes" },
  input: ListLikedReposInput,
  output: LikedRepoPage,
  async run(ctx, input) {
    const { id: userId, kind } = await getOwner(ctx, input.username);
    if (kind !== "user") throw notFound("User", input.username);
    const { items, nextCursor } = await page(ctx, input, {
      list: "hub.listLikedRepos",
      read: (after, limit) => listLikedRows(ctx, { userId, after, limit }),
      keyOf: ({ likedAt, repo }) => ({ sort: likedAt.toISOString(), id: repo.id }),
    });
    const repos = await withNamespaces(
      ctx,
      items.map(({ repo }) => repo),
    );
    const moments = new Map(items.map(({ likedAt, repo }) => [repo.id, likedAt]));
    const shown = repos.map((repo) => ({
      createdAt: moments.get(repo.id) ?? repo.createdAt,
      repo: showRepo(ctx.site, repo),
    }));
    return { items: shown, nextCursor };
  },
});
