import { findAccounts } from "@/server/identity";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import type { PageInput } from "@/server/kernel/contract";
import { LikerPage, ListLikersInput } from "../contract/people";
import { getRepoAt } from "../repositories/get-readable-repo";
import type { Repository } from "../repositories/repository";
import { listLikeRows } from "./store";

export const listLikers = defineQuery({
  name: "hub.listLikers",
  summary: "List who likes a repository, latest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/likers" },
  input: ListLikersInput,
  output: LikerPage,
  async run(ctx, { cursor, limit, ...address }) {
    return likersOf(ctx, await getRepoAt(ctx, address), { cursor, limit });
  },
});

/** A page of them. The caller has made sure that the actor may read the repository. */
async function likersOf(ctx: Ctx, { id: repoId }: Repository, slice: PageInput) {
  const { items, nextCursor } = await page(ctx, slice, {
    list: `hub.listLikers ${repoId}`,
    read: (after, limit) => listLikeRows(ctx.db, { repoId, after, limit }),
    keyOf: ({ createdAt, userId }) => ({ sort: createdAt.toISOString(), id: userId }),
  });
  const accounts = await findAccounts(
    ctx.db,
    items.map(({ userId }) => userId),
  );
  return { items: items.flatMap(({ userId }) => accounts.get(userId) ?? []), nextCursor };
}
