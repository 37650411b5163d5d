import { authorize, listGrants } from "@/server/access";
import { findAccounts } from "@/server/identity";
import { type Ctx, defineQuery } from "@/server/kernel";
import { CollaboratorPage, ListCollaboratorsInput } from "../contract/repo";
import { getRepoAt } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";

export const listCollaborators = defineQuery({
  name: "hub.listCollaborators",
  summary: "List people who have a role on this repository alone",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/collaborators" },
  input: ListCollaboratorsInput,
  output: CollaboratorPage,
  async run(ctx, { shelf, namespace, name }) {
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    await authorize(ctx, "repo.admin", resourceOf(repo));
    return { items: await collaboratorsOf(ctx, repo), nextCursor: null };
  },
});

/** Who has a role on one repository or bucket alone. */
export async function collaboratorsOf(ctx: Ctx, { id }: { readonly id: string }) {
  const grants = await listGrants(ctx.db, id);
  const accounts = await findAccounts(
    ctx.db,
    grants.map(({ userId }) => userId),
  );
  return grants.flatMap(({ userId, role }) => {
    const account = accounts.get(userId);
    if (!account) return [];
    return [{ username: account.name, displayName: account.displayName, avatarUrl: account.avatarUrl, role }];
  });
}
