import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { NavTabs } from "@/components/ui/nav-tabs";
import type { DiscussionDetails } from "@/server/discussions/contract";
import { discussionHref } from "./discussion-href";
import { StatusBadge } from "./status-badge";

interface Props {
  base: string;
  discussion: DiscussionDetails;
  tab: "talk" | "files";
}

export async function DiscussionHeader({ base, discussion, tab }: Props) {
  const t = await getTranslations("discussions");
  const { number, title, pull, labels, author } = discussion;
  const talk = discussionHref(base, number);
  const files = discussionHref(base, number, "files");
  return (
    <header className="grid gap-2">
      <h2 className="text-lead break-words">
        {title} <span className="text-text-muted font-normal">#{number}</span>
      </h2>
      <p className="text-small text-text-muted flex flex-wrap items-center gap-2">
        <StatusBadge discussion={discussion} />
        {pull === null
          ? t("issueBy", { author: author?.name ?? t("nobody") })
          : t("pullBy", {
              author: author?.name ?? t("nobody"),
              from: pull.headRepo === null ? (pull.headBranch ?? pull.headRef) : `${pull.headRepo}:${pull.headBranch}`,
              into: pull.baseBranch,
            })}
        {labels.map(({ name }) => (
          <Badge key={name}>{name}</Badge>
        ))}
      </p>
      {pull === null ? null : (
        <NavTabs
          label={t("parts")}
          current={tab === "talk" ? talk : files}
          tabs={[
            { href: talk, label: t("talk") },
            { href: files, label: t("files") },
          ]}
        />
      )}
    </header>
  );
}
