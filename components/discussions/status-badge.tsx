import {
  CircleCheck,
  CircleDot,
  CircleSlash,
  GitMerge,
  GitPullRequest,
  GitPullRequestClosed,
  GitPullRequestDraft,
} from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import type { Discussion } from "@/server/discussions/contract";

const PULLS = {
  draft: { icon: GitPullRequestDraft, tone: "sunken" },
  open: { icon: GitPullRequest, tone: "success" },
  closed: { icon: GitPullRequestClosed, tone: "danger" },
  merged: { icon: GitMerge, tone: "accent" },
} as const;
const ISSUES = {
  draft: { icon: CircleDot, tone: "sunken" },
  open: { icon: CircleDot, tone: "success" },
  closed: { icon: CircleCheck, tone: "accent" },
  merged: { icon: CircleCheck, tone: "accent" },
} as const;

const NOT_PLANNED = { icon: CircleSlash, tone: "sunken" } as const;

type Standing = Pick<Discussion, "isPull" | "status" | "closeReason">;

function lookOf({ isPull, status, closeReason }: Standing) {
  if (isPull) return PULLS[status];
  return closeReason === "not_planned" ? NOT_PLANNED : ISSUES[status];
}

/** How it stands, in a word and a sign. */
export async function StatusBadge({ discussion }: { discussion: Standing }) {
  const t = await getTranslations("discussions");
  const { icon, tone } = lookOf(discussion);
  return (
    <Badge tone={tone} icon={icon}>
      {t(discussion.closeReason === null ? `status.${discussion.status}` : `closedAs.${discussion.closeReason}`)}
    </Badge>
  );
}
