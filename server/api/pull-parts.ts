import "server-only";
import { addressOf } from "@/components/hub/href";
import type { DiscussionDetails } from "@/server/discussions/contract";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { whenAllowed } from "./refusal";
import { api } from "./rsc";

interface Place {
  readonly repo: RepoDetails;
  readonly discussion: DiscussionDetails;
}

const MAX_REFS = 1_000;

/** What the tabs of a pull request count; what a gate keeps from the reader is left out. */
export async function countParts({ repo, discussion: { number, commentCount } }: Place) {
  const counted = await whenAllowed(api.discussions.countPull({ ...addressOf(repo), number }));
  return { talk: commentCount, ...counted };
}

/** The merged branch, while the reader may delete it: still there, and not what the repository opens with. */
export async function branchToDelete({ repo, discussion: { can, pull } }: Place): Promise<string | null> {
  if (!can.write || !pull || pull.headBranch === null || pull.headRepo !== null) return null;
  const branch = pull.headBranch;
  if (branch === repo.defaultBranch) return null;
  const { items } = await api.hub.listRefs({ ...addressOf(repo), search: branch, limit: MAX_REFS });
  return items.some(({ name }) => name === branch) ? branch : null;
}
