import { authorizePlatform } from "@/server/access";
import { findAccountByName, findAccounts } from "@/server/identity";
import { defineQuery, page } from "@/server/kernel";
import { ListAllReposInput, ManagedRepoPage } from "../contract/managed-repo";
import { listEveryRepo, managedKeyset } from "./store";

export const listAllRepos = defineQuery({
  name: "hub.listAllRepos",
  summary: "List every repository of the installation, hidden and deleted ones too, without what is in them",
  http: { method: "GET", path: "/admin/repositories" },
  input: ListAllReposInput,
  output: ManagedRepoPage,
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.repositories");
    const { search = "", owner: name, kind, visibility, state, sort } = input;
    const owner = name === undefined ? undefined : await findAccountByName(ctx.db, name);
    const words = search.split(/\s+/).filter((word) => word !== "");
    const filter = { words, ownerId: owner?.id, kind, visibility, state, sort };
    const { items, nextCursor } = await page(ctx, input, {
      list: "hub.listAllRepos",
      read: async (after, limit) => (owner === null ? [] : listEveryRepo(ctx, { ...filter, after, limit })),
      keyOf: managedKeyset(sort),
    });
    const owners = await findAccounts(
      ctx.db,
      items.map(({ ownerId }) => ownerId),
    );
    return {
      items: items.map((repo) => ({ ...repo, namespace: owners.get(repo.ownerId)?.name ?? "" })),
      nextCursor,
    };
  },
});
