import type { DiscussionDetails } from "@/server/discussions/contract/discussion";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { CommentForm } from "./comment-form";
import { discussionHref } from "./discussion-href";
import { WhyNotSay } from "./why-not-say";

interface Props {
  at: RepoAddress;
  /** Address of the repository. */
  base: string;
  discussion: DiscussionDetails;
  /** What is quoted. */
  start: string;
  isSignedIn: boolean;
}

/** Where one says something, or why one cannot. */
export function Reply({ at, base, discussion, start, isSignedIn }: Props) {
  const { number, status, can, pull } = discussion;
  if (!can.comment) return <WhyNotSay {...{ discussion, isSignedIn }} next={discussionHref(base, number)} />;
  return <CommentForm key={start} {...{ at, number, status, start, canEdit: can.edit, isPull: pull !== null }} />;
}
