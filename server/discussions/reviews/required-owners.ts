import { MAX_CHANGED_PATHS } from "@/server/git/contract";
import type { Ctx } from "@/server/kernel";
import type { PullPlace } from "../participate";
import { findOwner, ownedChange, ownerGroupsIn } from "./code-owners";

const MAX_NAMES = 50;

/**
 * Groups of code owners of which nobody has approved yet. Only who can write to the repository, and did not open the
 * pull request, can be waited for; where there is nobody, nobody is. An empty group stands for what is too much to tell.
 */
export async function missingOwnersOf(
  ctx: Ctx<"repositories">,
  { repo, discussion, pull }: PullPlace,
  approvedBy: readonly string[],
): Promise<string[][]> {
  const owned = await ownedChange(ctx, repo, pull);
  if (!owned) return [];
  const { groups, isWhole } = ownerGroupsIn(owned.rules, owned.paths);
  const names = [...new Set(groups.flat())];
  if (!isWhole || owned.paths.length >= MAX_CHANGED_PATHS || names.length > MAX_NAMES) return [[]];
  const people = await Promise.all(
    names.map(async (name) => [name, await findOwner(ctx, repo, [name, "repo.write"])] as const),
  );
  const known = new Map(people.flatMap(([name, account]) => (account ? [[name, account] as const] : [])));
  return groups
    .map((group) => group.flatMap((name) => known.get(name) ?? []).filter(({ id }) => id !== discussion.authorId))
    .filter((group) => group.length > 0 && !group.some(({ id }) => approvedBy.includes(id)))
    .map((group) => group.map(({ name }) => name));
}
