import "server-only";
import { addressOf } from "@/components/hub/href";
import type { DiscussionDetails, TimelineEvent } from "@/server/discussions/contract";
import { suggestedLines } from "@/server/discussions/contract/suggested-lines";
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

/**
 * Where those of these events that suggest other lines stand in the files as they are now, by their ids; what a gate
 * keeps from the reader is left out.
 */
export async function placesOfSuggestions({ repo, discussion: { number } }: Place, events: readonly TimelineEvent[]) {
  const suggesting = events.filter(
    ({ type, body }) => type === "review_comment" && suggestedLines(body ?? "") !== null,
  );
  if (suggesting.length === 0) return new Map<string, never>();
  const changes = await whenAllowed(api.discussions.getPullFiles({ ...addressOf(repo), number }));
  const ids = new Set(suggesting.map(({ id }) => id));
  const threads = (changes?.threads ?? []).filter(({ comment }) => ids.has(comment.id));
  const hunksOf = (path: string) => changes?.files.find((file) => file.path === path)?.hunks ?? [];
  return new Map(threads.map((thread) => [thread.comment.id, { thread, hunks: hunksOf(thread.path) }]));
}

/** The merged branch, while the reader may delete it: still there, and not what the repository opens with. */
export async function branchToDelete({ repo, discussion: { can, pull } }: Place): Promise<string | null> {
  if (!can.write || !pull || pull.headBranch === null || pull.headRepo !== null) return null;
  const branch = pull.headBranch;
  if (branch === repo.defaultBranch) return null;
  const { items } = await api.hub.listRefs({ ...addressOf(repo), search: branch, limit: MAX_REFS });
  return items.some(({ name }) => name === branch) ? branch : null;
}
