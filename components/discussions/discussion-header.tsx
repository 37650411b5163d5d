import { Lock } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Words } from "@/components/shell/words";
import { Badge } from "@/components/ui/badge";
import type { DiscussionDetails } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { CountedTabs, DiscussionTabs, type PartCounts, type PullTab } from "./discussion-tabs";
import { StatusBadge } from "./status-badge";
import { TaskProgress } from "./task-progress";
import { TitleLine } from "./title-line";

interface Props {
  at: RepoAddress;
  base: string;
  discussion: DiscussionDetails;
  tab: PullTab;
  /** Counts the parts of a pull request. */
  count: () => Promise<PartCounts>;
}

export async function DiscussionHeader({ at, base, discussion, tab, count }: Props) {
  const t = await getTranslations("discussions");
  const { number, title, pull, author } = discussion;
  return (
    <header className="grid gap-2">
      <Words namespaces={["discussions"]}>
        <TitleLine key={title} {...{ at, number, title, canEdit: discussion.can.edit }} />
      </Words>
      <p className="text-small text-text-muted flex flex-wrap items-center gap-2">
        <StatusBadge discussion={discussion} />
        {discussion.isLocked ? (
          <Badge icon={Lock}>{discussion.lockReason ? t(`lockedAs.${discussion.lockReason}`) : t("locked")}</Badge>
        ) : null}
        {pull === null
          ? t("issueBy", { author: author?.name ?? t("nobody") })
          : t.rich(discussion.status === "merged" ? "pullMerged" : "pullBy", {
              code: (chunks) => <code className="text-text break-all">{chunks}</code>,
              author: author?.name ?? t("nobody"),
              from: pull.headRepo === null ? (pull.headBranch ?? pull.headRef) : `${pull.headRepo}:${pull.headBranch}`,
              into: pull.baseBranch,
            })}
        <TaskProgress tasks={discussion.tasks} />
      </p>
      {pull === null ? null : (
        <Suspense fallback={<DiscussionTabs {...{ base, number, tab }} />}>
          <CountedTabs {...{ base, number, tab, count }} />
        </Suspense>
      )}
    </header>
  );
}
