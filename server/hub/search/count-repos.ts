import { findAccountByName } from "@/server/identity";
import { defineQuery } from "@/server/kernel";
import { CountReposInput, REPO_KINDS, RepoCounts } from "../contract/repo";
import { countLikesOf } from "../likes/store";
import { countByKind } from "./store/list-repos";

export const countRepos = defineQuery({
  name: "hub.countRepos",
  summary: "Count the repositories of an account that you may see, by kind",
  http: { method: "GET", path: "/profiles/{namespace}/repositories" },
  input: CountReposInput,
  output: RepoCounts,
  async run(ctx, { namespace }) {
    const counts = { model: 0, dataset: 0, space: 0, code: 0, liked: 0 };
    const owner = await findAccountByName(ctx.db, namespace);
    if (!owner) return counts;
    const [rows, liked] = await Promise.all([
      countByKind(ctx, { kinds: REPO_KINDS, ownerId: owner.id }),
      countLikesOf(ctx.db, owner.id),
    ]);
    return { ...counts, liked, ...Object.fromEntries(rows.map(({ kind, count }) => [kind, count])) };
  },
});
