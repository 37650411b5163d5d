import { notFound, redirect } from "next/navigation";
import { DiscussionHeader } from "@/components/discussions/discussion-header";
import { discussionHref } from "@/components/discussions/discussion-href";
import { ReviewBox } from "@/components/discussions/review-box";
import { ReviewFiles } from "@/components/discussions/review-files";
import { BytesChange, isBytes } from "@/components/hub/changes/bytes-change";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { Words } from "@/components/shell/words";
import { type DiscussionParams, discussionOfPage } from "@/server/api/page-discussion";
import { wordsOfPage } from "@/server/api/page-words";
import { countParts } from "@/server/api/pull-parts";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<DiscussionParams>;
  searchParams: Promise<{ diff?: string | string[] }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  const { discussion } = await discussionOfPage(await params);
  return { title: `${discussion.title} · #${discussion.number}` };
}

export default async function PullFilesPage({ params, searchParams }: Props) {
  const [{ repo, discussion }, { diff }, viewer] = await Promise.all([
    params.then(discussionOfPage),
    searchParams,
    getViewer(),
  ]);
  const { number, status, can, author, pull } = discussion;
  if (!pull) notFound();
  const [at, base] = [addressOf(repo), hrefOf(repo)];
  if (repo.gate !== null && !(await api.hub.getGate(at)).hasAccess) redirect(base); // the page that lets people in
  const changes = await orNotFound(api.discussions.getPullFiles({ ...at, number }));
  const said = [...changes.threads.map(({ comment }) => comment.body), ...changes.drafts.map(({ body }) => body)];
  const words = await wordsOfPage(repo, said);
  const sides = { base: changes.base, head: changes.head };
  const canReview = can.comment && status !== "merged" && status !== "closed";
  return (
    <RepoFrame repo={repo} tab="discussions">
      <DiscussionHeader {...{ at, discussion, base, count: () => countParts({ repo, discussion }) }} tab="files" />
      <Words namespaces={["discussions", "diffGap"]}>
        <ReviewFiles
          {...{ at, number, changes, canComment: canReview, canPush: can.push, canMark: viewer !== null }}
          bytesOf={(file) => (isBytes(file) ? <BytesChange {...{ repo, file, sides }} /> : null)}
          {...{ here: discussionHref(base, number, "files"), words, isSplit: diff === "split" }}
        />
        {canReview ? (
          <ReviewBox
            {...{ at, number, commit: changes.head, canJudge: viewer?.username !== author?.name }}
            draftCount={changes.drafts.length}
          />
        ) : null}
      </Words>
    </RepoFrame>
  );
}
