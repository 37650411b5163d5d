import type { DiscussionDetails } from "@/server/discussions/contract";

type Reviewer = DiscussionDetails["reviewers"][number];

const TONES = { approve: "success", request_changes: "danger", comment: "neutral" } as const;

/** Green is only an approval of what there is now; who was asked since has not answered. */
export function verdictTone({ verdict, isStale, isAwaited }: Pick<Reviewer, "verdict" | "isStale" | "isAwaited">) {
  if (isAwaited || verdict === null) return "warning";
  return isStale ? "sunken" : TONES[verdict];
}
