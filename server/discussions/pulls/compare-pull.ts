import { authorize } from "@/server/access";
import { diffCommits, findMergeBase, inWalkTurn, listCommitsBetween } from "@/server/git";
import { getRepoAt, resourceOf } from "@/server/hub";
import { type Ctx, defineQuery } from "@/server/kernel";
import { ComparePullInput, Comparison } from "../contract/pull";
import { conflictsBetween } from "../merging/conflicts-between";
import { participate, repoAddressOf } from "../participate";
import { type Heads, headsOf, withHead } from "./head-of-pull";

const MAX_COMMITS = 100;

export const comparePull = defineQuery({
  name: "discussions.comparePull",
  summary: "See what a pull request would bring, before it is opened",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/pull-comparison" },
  input: ComparePullInput,
  output: Comparison,
  async run(ctx: Ctx<"repositories">, input) {
    const repo = await getRepoAt(ctx, repoAddressOf(input));
    const { userId } = await participate(ctx, repo);
    await authorize(ctx, "repo.content", resourceOf(repo));
    const heads = await headsOf(ctx, repo, input);
    const keepAs = `refs/internal/compare/${userId}` as const;
    const use = ({ head }: { readonly head: string }) =>
      inWalkTurn(ctx, () => compare(ctx, repo.id, { ...heads, head }));
    return withHead(ctx, repo, { ...heads, keepAs, use });
  },
});

async function compare(
  ctx: Ctx<"repositories">,
  repoId: string,
  { base, head }: Pick<Heads, "base"> & { readonly head: string },
) {
  const from = (await findMergeBase(ctx, repoId, { commits: [base, head] })) ?? base;
  const [commits, diff, found] = await Promise.all([
    listCommitsBetween(ctx, repoId, { without: [base], to: head, limit: MAX_COMMITS }),
    diffCommits(ctx, repoId, { from, to: head }),
    conflictsBetween(ctx, repoId, { base, head }),
  ]);
  return { base, head, commits: commits.items, hasMoreCommits: commits.hasMore, ...diff, ...found };
}
