import {
  checkPush,
  distancesFrom,
  listRefs,
  matchesRef,
  type Pusher,
  type RefRule,
  readCommitsById,
  refRulesOf,
} from "@/server/git";
import { type Ctx, defineQuery, pageOfAll } from "@/server/kernel";
import { pusherOf } from "../commits/pusher";
import { BranchPage, ListBranchesInput } from "../contract/refs";
import { withAuthors } from "../files/at-revision";
import { getRepoAt } from "../repositories/get-readable-repo";
import type { Repository } from "../repositories/repository";

/** The default branch comes first, then the others by name. */
export const listBranches = defineQuery({
  name: "hub.listBranches",
  summary: "List branches with their last commit and how far they are from the default branch",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/branches" },
  input: ListBranchesInput,
  output: BranchPage,
  async run(ctx: Ctx<"repositories">, input) {
    const { shelf, namespace, name } = input;
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    const wanted = (input.search ?? "").toLowerCase();
    const rules = await refRulesOf(ctx, repo.id);
    const mayDelete = deletionsIn(repo, await pusherOf(ctx, repo));
    const isDefault = (ref: string) => ref === `refs/heads/${repo.defaultBranch}`;
    const keyOf = ({ ref }: { readonly ref: string }) => `${isDefault(ref) ? 0 : 1} ${ref}`;
    const branches = await listRefs(ctx, repo.id, ["branch"]);
    const found = branches
      .filter((ref) => ref.name.toLowerCase().includes(wanted))
      .toSorted((one, two) => (keyOf(one) < keyOf(two) ? -1 : 1));
    const { items, nextCursor } = await pageOfAll(ctx, input, { list: "hub.branches", rows: found, sortOf: keyOf });
    const base = branches.find(({ ref }) => isDefault(ref))?.commit ?? null;
    const heads = [...new Set(items.map(({ commit }) => commit))];
    const distances = base === null ? null : await distancesFrom(ctx, repo.id, { base, heads });
    const commits = await withAuthors(ctx, [...(await readCommitsById(ctx, repo.id, heads)).values()]);
    const commitOf = new Map(commits.map((commit) => [commit.id, commit]));
    const shown = items.flatMap(({ name, ref, commit }) => {
      const lastCommit = commitOf.get(commit);
      if (!lastCommit) return [];
      const own = rules.filter(({ pattern }) => matchesRef(pattern, ref));
      const isProtected = own.length > 0;
      const facts = { name, isDefault: isDefault(ref), isProtected, canDelete: mayDelete(ref, own), lastCommit };
      return [{ ...facts, ...(distances?.get(commit) ?? UNKNOWN) }];
    });
    return { items: shown, nextCursor, total: found.length };
  },
});

/** Whether a branch may go, as its deletion would be judged by the rules that hold for it. */
function deletionsIn({ defaultBranch }: Repository, pusher: Pusher) {
  return (ref: string, rules: readonly RefRule[]): boolean => {
    const deletion = { ref, before: null, after: null, isForced: false };
    const book = { ...pusher, rules, defaultBranch, by: "push" } as const;
    return pusher.role !== "read" && checkPush(deletion, book) === null;
  };
}

/** Where there is no default branch, or no time to count. */
const UNKNOWN = { ahead: null, behind: null };
