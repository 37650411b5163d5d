import { getTranslations } from "next-intl/server";
import { DiscussionAside } from "@/components/discussions/aside/discussion-aside";
import { quoteOf } from "@/components/discussions/comment/quote-of";
import { DiscussionHeader } from "@/components/discussions/discussion-header";
import { discussionHref } from "@/components/discussions/discussion-href";
import { MergeBox } from "@/components/discussions/merge-box";
import { MergedBox } from "@/components/discussions/merged-box";
import { PendingReview } from "@/components/discussions/pending-review";
import { RefusedPush } from "@/components/discussions/refused-push";
import { Reply } from "@/components/discussions/reply";
import { TimelineView, textsOf } from "@/components/discussions/timeline-view";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { AsideLayout } from "@/components/patterns/aside-layout";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { type DiscussionParams, discussionOfPage } from "@/server/api/page-discussion";
import { wordsOfPage } from "@/server/api/page-words";
import { branchToDelete, countParts, placesOfSuggestions } from "@/server/api/pull-parts";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<DiscussionParams>;
  searchParams: Promise<{ cursor?: string | string[]; quote?: string | string[] }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  const { discussion } = await discussionOfPage(await params);
  return { title: `${discussion.title} · #${discussion.number}` };
}

export default async function DiscussionPage({ params, searchParams }: Props) {
  const [{ repo, discussion }, query, viewer, t] = await Promise.all([
    params.then(discussionOfPage),
    searchParams,
    getViewer(),
    getTranslations("discussions"),
  ]);
  const { number, status, can, pull } = discussion;
  const [at, base, mayBlock] = [addressOf(repo), hrefOf(repo), repo.can.admin];
  const cursor = typeof query.cursor === "string" ? query.cursor : undefined;
  const [{ items: events, nextCursor }, state, branch] = await Promise.all([
    orNotFound(api.discussions.listDiscussionEvents({ ...at, number, cursor, limit: 100 })),
    pull && (status === "open" || status === "draft") ? api.discussions.getMergeState({ ...at, number }) : null,
    status === "merged" ? branchToDelete({ repo, discussion }) : undefined,
  ]);
  const [words, places] = await Promise.all([
    wordsOfPage(repo, events.flatMap(textsOf)),
    placesOfSuggestions({ repo, discussion }, events),
  ]);
  const start = quoteOf(events.find(({ id }) => id === query.quote)?.body ?? "");
  return (
    <RepoFrame repo={repo} tab="discussions">
      <DiscussionHeader {...{ at, discussion, base, count: () => countParts({ repo, discussion }) }} tab="talk" />
      <Words namespaces={["discussions"]}>
        <AsideLayout
          asideLabel={t("aside")}
          aside={<DiscussionAside {...{ at, discussion }} isSignedIn={viewer !== null} />}
        >
          <div className="grid grid-cols-1 gap-4">
            <TimelineView {...{ at, number, events, can, mayBlock, words, places }} viewer={viewer?.username ?? null} />
            <ListPager {...{ path: discussionHref(base, number), query: { cursor }, nextCursor }} />
            <PendingReview {...{ base, discussion }} />
            {state && pull ? <RefusedPush refused={pull.refused} /> : null}
            {state ? <MergeBox {...{ at, base, discussion, state, isAdmin: repo.can.admin }} /> : null}
            {branch === undefined || !pull ? null : (
              <MergedBox {...{ at, base, number, pull, branch }} canRevert={can.comment} />
            )}
            <Reply {...{ at, base, discussion, start }} isSignedIn={viewer !== null} />
          </div>
        </AsideLayout>
      </Words>
    </RepoFrame>
  );
}
