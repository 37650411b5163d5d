import { GitCommitHorizontal } from "lucide-react";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DiscussionHeader } from "@/components/discussions/discussion-header";
import { CommitList } from "@/components/hub/commit-list";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { EmptyState } from "@/components/patterns/empty-state";
import { type DiscussionParams, discussionOfPage } from "@/server/api/page-discussion";
import { countParts } from "@/server/api/pull-parts";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<DiscussionParams>;
}

export async function generateMetadata({ params }: Props) {
  const { discussion } = await discussionOfPage(await params);
  return { title: `${discussion.title} · #${discussion.number}` };
}

export default async function PullCommitsPage({ params }: Props) {
  const [{ repo, discussion }, t] = await Promise.all([params.then(discussionOfPage), getTranslations("discussions")]);
  if (!discussion.pull) notFound();
  const at = addressOf(repo);
  const { items } = await orNotFound(api.discussions.listPullCommits({ ...at, number: discussion.number }));
  const commits = items.toReversed().map((commit) => ({
    ...commit,
    ...{ authorName: commit.author.name, authorUsername: null, avatarUrl: null }, // as git has it: no account is looked up
  }));
  return (
    <RepoFrame repo={repo} tab="discussions">
      <DiscussionHeader
        {...{ at, discussion, base: hrefOf(repo), count: () => countParts({ repo, discussion }) }}
        tab="commits"
      />
      {commits.length > 0 ? (
        <CommitList repo={repo} commits={commits} path="" />
      ) : (
        <EmptyState icon={GitCommitHorizontal} title={t("noCommits")}>
          {t("noCommitsText", { ref: discussion.pull.headBranch ?? discussion.pull.headRef })}
        </EmptyState>
      )}
    </RepoFrame>
  );
}
