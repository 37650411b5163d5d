import {
  CircleCheck,
  CircleDot,
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

/** How it stands, in a word and a sign. */
export async function StatusBadge({ discussion }: { discussion: Pick<Discussion, "isPull" | "status"> }) {
  const t = await getTranslations("discussions");
  const { icon, tone } = (discussion.isPull ? PULLS : ISSUES)[discussion.status];
  return (
    <Badge tone={tone} icon={icon}>
      {t(`status.${discussion.status}`)}
    </Badge>
  );
}
