import type { Verdict } from "../contract/discussion";
import type { EventRow } from "../store/events";

export interface LastWord {
  readonly reviewId: string;
  readonly verdict: Verdict;
  /** The reviewer could write to the repository when they said so. */
  readonly isBinding: boolean;
  /** They approved something else than there is now. */
  readonly isStale: boolean;
  readonly saidAt: Date;
}

/**
 * The last word of each reviewer: a remark takes back no approval, and whose word was dismissed has said nothing yet.
 * Events come oldest first.
 */
export function verdictsOf(reviews: readonly EventRow[]): ReadonlyMap<string, LastWord> {
  const words = new Map<string, LastWord>();
  for (const { id, authorId, data, hiddenAt, staleAt, dismissedAt, createdAt } of reviews) {
    if (authorId === null || hiddenAt !== null || data.verdict === undefined) continue;
    const known = words.get(authorId);
    if (dismissedAt !== null) words.delete(authorId);
    else if (data.verdict === "comment" && known) words.set(authorId, { ...known, saidAt: createdAt });
    else {
      const facts = { verdict: data.verdict, isBinding: data.isBinding ?? false, isStale: staleAt !== null };
      words.set(authorId, { reviewId: id, ...facts, saidAt: createdAt });
    }
  }
  return words;
}
