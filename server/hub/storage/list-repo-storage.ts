import { allows } from "@/server/access";
import { sizesOfRepositories } from "@/server/content";
import { getOwner } from "@/server/identity";
import { defineQuery, notFound, page, unauthenticated } from "@/server/kernel";
import { ListRepoStorageInput, RepoStoragePage } from "../contract/people";
import { REPO_KINDS } from "../contract/repo";
import { withNamespaces } from "../repositories/get-readable-repo";
import { fullNameOf } from "../repositories/repository";
import { keysetOf, listRepoRows } from "../search/store/list-repos";
import { bytesOfOwner } from "./get-repo-usage";

export const listRepoStorage = defineQuery({
  name: "hub.listRepoStorage",
  summary: "List what each repository of an account keeps, latest change first",
  http: { method: "GET", path: "/profiles/{namespace}/storage" },
  input: ListRepoStorageInput,
  output: RepoStoragePage,
  async run(ctx, input) {
    const { id: ownerId, name } = await getOwner(ctx, input.namespace);
    if (ctx.actor.kind === "anonymous") throw unauthenticated();
    const account = { kind: "Account", id: ownerId, ownerId, visibility: "private" } as const;
    if (!(await allows(ctx, "repo.read", account))) throw notFound("Account", name);
    const filter = { kinds: REPO_KINDS, ownerId };
    const { items, nextCursor } = await page(ctx, input, {
      list: "hub.listRepoStorage",
      read: (after, limit) => listRepoRows(ctx, { filter, sort: "updated", after, limit }),
      keyOf: keysetOf("updated"),
    });
    const [repos, total] = await Promise.all([withNamespaces(ctx, items), bytesOfOwner(ctx, ownerId)]);
    const sizes = await sizesOfRepositories(
      ctx,
      repos.map(({ id }) => id),
    );
    const shown = repos.map((repo) => {
      const storageBytes = sizes.get(repo.id) ?? 0;
      const { kind, visibility, updatedAt } = repo;
      const share = total === 0 ? 0 : storageBytes / total;
      return { kind, name: fullNameOf(repo), visibility, storageBytes, share, updatedAt };
    });
    return { items: shown, nextCursor };
  },
});
