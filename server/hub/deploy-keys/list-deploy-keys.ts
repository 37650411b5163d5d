import { authorize } from "@/server/access";
import { findAccounts, listDeployKeyRows } from "@/server/identity";
import { defineQuery, page } from "@/server/kernel";
import { DeployKeyPage, ListDeployKeysInput } from "../contract/deploy-key";
import { getRepoAt } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";

export const listDeployKeys = defineQuery({
  name: "hub.listDeployKeys",
  summary: "List the SSH keys that open this repository and nothing else, newest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/deploy-keys" },
  input: ListDeployKeysInput,
  output: DeployKeyPage,
  async run(ctx, { shelf, namespace, name, ...input }) {
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const { items, nextCursor } = await page(ctx, input, {
      list: `hub.listDeployKeys ${repo.id}`,
      read: (after, limit) => listDeployKeyRows(ctx, repo.id, { after, limit }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
    const accounts = await findAccounts(
      ctx.db,
      items.map(({ userId }) => userId),
    );
    return { items: items.map((key) => ({ ...key, addedBy: accounts.get(key.userId)?.name ?? null })), nextCursor };
  },
});
