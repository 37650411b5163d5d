import { getTranslations } from "next-intl/server";
import { Words } from "@/components/shell/words";
import { NavTabs } from "@/components/ui/nav-tabs";
import type { DiscussionDetails } from "@/server/discussions/contract";
import { discussionHref, type RepoAt } from "./discussion-href";
import { StatusBadge } from "./status-badge";
import { TitleLine } from "./title-line";

interface Props {
  at: RepoAt;
  base: string;
  discussion: DiscussionDetails;
  tab: "talk" | "files";
}

export async function DiscussionHeader({ at, base, discussion, tab }: Props) {
  const t = await getTranslations("discussions");
  const { number, title, pull, author } = discussion;
  const talk = discussionHref(base, number);
  const files = discussionHref(base, number, "files");
  return (
    <header className="grid gap-2">
      <Words namespaces={["discussions"]}>
        <TitleLine key={title} {...{ at, number, title, canEdit: discussion.can.edit }} />
      </Words>
      <p className="text-small text-text-muted flex flex-wrap items-center gap-2">
        <StatusBadge discussion={discussion} />
        {pull === null
          ? t("issueBy", { author: author?.name ?? t("nobody") })
          : t("pullBy", {
              author: author?.name ?? t("nobody"),
              from: pull.headRepo === null ? (pull.headBranch ?? pull.headRef) : `${pull.headRepo}:${pull.headBranch}`,
              into: pull.baseBranch,
            })}
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
