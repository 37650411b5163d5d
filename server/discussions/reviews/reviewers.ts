import type { AccountSummary } from "@/server/identity/contract";
import type { DiscussionDetails } from "../contract/discussion";
import type { PersonRow } from "../store/people";
import type { LastWord } from "./verdicts";

interface Facts {
  readonly people: readonly PersonRow[];
  readonly verdicts: ReadonlyMap<string, LastWord>;
}

/** Who was asked for a review, and who gave one unasked, with their last word. */
export function reviewersOf(
  accounts: ReadonlyMap<string, AccountSummary>,
  { people, verdicts }: Facts,
): DiscussionDetails["reviewers"] {
  const asked = new Map(people.filter(({ isReviewer }) => isReviewer).map((row) => [row.userId, row.reviewAskedAt]));
  return [...new Set([...asked.keys(), ...verdicts.keys()])].flatMap((id) => {
    const account = accounts.get(id);
    return account ? [{ ...account, ...wordOf(verdicts.get(id), asked.get(id)) }] : [];
  });
}

/** `askedAt`: when they were asked again; `null` when only once, `undefined` when never. */
function wordOf(word: LastWord | undefined, askedAt: Date | null | undefined) {
  if (!word)
    return { verdict: null, reviewId: null, isBinding: false, isStale: false, isAwaited: askedAt !== undefined };
  const { verdict, reviewId, isBinding, isStale, saidAt } = word;
  return { verdict, reviewId, isBinding, isStale, isAwaited: askedAt ? askedAt > saidAt : false };
}
