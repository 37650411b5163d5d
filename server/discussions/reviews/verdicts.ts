import type { Verdict } from "../contract/discussion";
import type { EventRow } from "../store/events";

export interface LastWord {
  readonly verdict: Verdict;
  /** The reviewer could write to the repository when they said so. */
  readonly isBinding: boolean;
}

/** The last word of each reviewer: a remark takes back no approval. Events come oldest first. */
export function verdictsOf(reviews: readonly EventRow[]): ReadonlyMap<string, LastWord> {
  const words = new Map<string, LastWord>();
  for (const { authorId, data, hiddenAt } of reviews) {
    if (authorId === null || hiddenAt !== null || data.verdict === undefined) continue;
    if (data.verdict === "comment" && words.has(authorId)) continue;
    words.set(authorId, { verdict: data.verdict, isBinding: data.isBinding ?? false });
  }
  return words;
}
