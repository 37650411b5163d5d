import { authorize, listGrantsOfPeople } from "@/server/access";
import { findAccounts } from "@/server/identity";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import type { PageInput } from "@/server/kernel/contract";
import { CollaboratorPage, ListCollaboratorsInput } from "../contract/repo";
import { getRepoAt } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";

export const listCollaborators = defineQuery({
  name: "hub.listCollaborators",
  summary: "List people who have a role on this repository alone",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/collaborators" },
  input: ListCollaboratorsInput,
  output: CollaboratorPage,
  async run(ctx, input) {
    const repo = await getRepoAt(ctx, input);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    return collaboratorsOf(ctx, repo, input);
  },
});

/** People who have a role of their own on one repository, bucket or collection, the first given first. */
export async function collaboratorsOf(ctx: Ctx, { id: resourceId }: { readonly id: string }, input: PageInput) {
  const { items: grants, nextCursor } = await page(ctx, input, {
    list: "hub.collaborators",
    keyOf: ({ id }: { readonly id: string }) => ({ sort: "", id }),
    read: (after, limit) => listGrantsOfPeople(ctx.db, { resourceId, after, limit }),
  });
  const accounts = await findAccounts(
    ctx.db,
    grants.map(({ userId }) => userId),
  );
  const items = grants.flatMap(({ userId, role }) => {
    const account = accounts.get(userId);
    if (!account) return [];
    return [{ username: account.name, displayName: account.displayName, avatarUrl: account.avatarUrl, role }];
  });
  return { items, nextCursor };
}
