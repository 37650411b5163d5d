import { GitMerge } from "lucide-react";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ConflictEditor } from "@/components/discussions/conflict-editor";
import { discussionHref } from "@/components/discussions/discussion-href";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { EmptyState } from "@/components/patterns/empty-state";
import { Words } from "@/components/shell/words";
import { TextLink } from "@/components/ui/text-link";
import { type DiscussionParams, discussionOfPage } from "@/server/api/page-discussion";
import { orNotFound, refusalIn } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<DiscussionParams>;
}

const MAX_FILES = 50;

export async function generateMetadata() {
  const t = await getTranslations("discussions");
  return { title: t("conflicts") };
}

export default async function ConflictsPage({ params }: Props) {
  const [{ repo, discussion }, t] = await Promise.all([params.then(discussionOfPage), getTranslations("discussions")]);
  const [at, base, number] = [addressOf(repo), hrefOf(repo), discussion.number];
  if (!discussion.can.push) redirect(discussionHref(base, number));
  const reading = api.discussions.getConflicts({ ...at, number }).catch((error: unknown) => {
    // The page of the repository says how to get through its gate.
    const reason = refusalIn(error)?.reason;
    if (reason === "gated") redirect(base);
    if (reason === "unrelated_histories") redirect(discussionHref(base, number));
    throw error;
  });
  const conflicts = await orNotFound(reading);
  const paths = conflicts.files.slice(0, MAX_FILES).map(({ path }) => path);
  const files = await Promise.all(paths.map((path) => api.discussions.getConflict({ ...at, number, path })));
  return (
    <RepoFrame repo={repo} tab="discussions">
      <header className="grid gap-1">
        <h2 className="text-lead">{t("conflicts")}</h2>
        <TextLink href={discussionHref(base, number)} className="text-small min-w-0 break-words">
          {discussion.title} #{number}
        </TextLink>
      </header>
      {files.length === 0 ? (
        <EmptyState icon={GitMerge} title={t("noConflicts")}>
          {t("noConflictsText")}
        </EmptyState>
      ) : (
        <Words namespaces={["discussions"]}>
          <ConflictEditor
            {...{ at, base, number, files }}
            expectedHead={conflicts.head}
            expectedBase={conflicts.base}
          />
        </Words>
      )}
    </RepoFrame>
  );
}
