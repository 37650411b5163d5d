import {
  aheadBehind,
  checkPush,
  listRefs,
  matchesRef,
  type Pusher,
  type RefRule,
  readCommitsById,
  refRulesOf,
} from "@/server/git";
import { type Ctx, DomainError, defineQuery, pageOfAll } from "@/server/kernel";
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
    const mayDelete = deletionsIn(repo, { rules, pusher: await pusherOf(ctx, repo) });
    const isDefault = (ref: string) => ref === `refs/heads/${repo.defaultBranch}`;
    const keyOf = ({ ref }: { readonly ref: string }) => `${isDefault(ref) ? 0 : 1} ${ref}`;
    const branches = await listRefs(ctx, repo.id, ["branch"]);
    const found = branches
      .filter((ref) => ref.name.toLowerCase().includes(wanted))
      .toSorted((one, two) => (keyOf(one) < keyOf(two) ? -1 : 1));
    const { items, nextCursor } = await pageOfAll(ctx, input, { list: "hub.branches", rows: found, sortOf: keyOf });
    const base = branches.find(({ ref }) => isDefault(ref))?.commit ?? null;
    const heads = await readCommitsById(ctx, repo.id, [...new Set(items.map(({ commit }) => commit))]);
    const commits = items.flatMap(({ commit }) => heads.get(commit) ?? []);
    const shown = (await withAuthors(ctx, commits)).map(async (lastCommit, index) => ({
      name: items[index]?.name ?? "",
      isDefault: isDefault(items[index]?.ref ?? ""),
      isProtected: rules.some(({ pattern }) => matchesRef(pattern, items[index]?.ref ?? "")),
      canDelete: mayDelete(items[index]?.ref ?? ""),
      lastCommit,
      ...(await distanceOf(ctx, repo.id, { base, head: lastCommit.id })),
    }));
    return { items: await Promise.all(shown), nextCursor, total: found.length };
  },
});

/** Whether a branch may go, as its deletion would be judged. */
function deletionsIn({ defaultBranch }: Repository, { rules, pusher }: { rules: readonly RefRule[]; pusher: Pusher }) {
  return (ref: string): boolean => {
    const deletion = { ref, before: null, after: null, isForced: false };
    const book = { ...pusher, rules, defaultBranch, by: "push" } as const;
    return pusher.role !== "read" && checkPush(deletion, book) === null;
  };
}

const UNKNOWN = { ahead: null, behind: null };

async function distanceOf(
  ctx: Ctx<"repositories">,
  repoId: string,
  { base, head }: { readonly base: string | null; readonly head: string },
) {
  if (base === null) return UNKNOWN;
  return aheadBehind(ctx, repoId, { base, head }).catch((error: unknown) => {
    if (error instanceof DomainError && error.reason === "git_timeout") return UNKNOWN;
    throw error;
  });
}
