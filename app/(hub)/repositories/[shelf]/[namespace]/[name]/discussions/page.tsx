import { getTranslations } from "next-intl/server";
import { BulkForm } from "@/components/discussions/list/bulk-form";
import { choicesOf } from "@/components/discussions/list/choices-of";
import { DiscussionFilters } from "@/components/discussions/list/discussion-filters";
import { DiscussionList } from "@/components/discussions/list/discussion-list";
import { DiscussionSearch } from "@/components/discussions/list/discussion-search";
import { NoDiscussions } from "@/components/discussions/list/no-discussions";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";
import { ListDiscussionsInput } from "@/server/discussions/contract";
import { MAX_QUERY, readQuery } from "@/server/discussions/contract/query";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Queries that leave nothing out but what is closed. */
const STARTS = ["", "is:open"];
const NOTHING = { items: [], nextCursor: null };

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("discussions")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

export default async function DiscussionsPage({ params, searchParams }: Props) {
  const [at, { q, cursor }, viewer] = await Promise.all([params, searchParams, getViewer()]);
  const repo = await repoOfPage(at.shelf, at.namespace, at.name);
  const address = addressOf(repo);
  const text = typeof q === "string" ? q.slice(0, MAX_QUERY).trim() : "is:open";
  const { query, problems } = readQuery(text);
  const asked = ListDiscussionsInput.safeParse({ ...address, query: problems.length > 0 ? "" : text, cursor });
  const filter = asked.data ?? ListDiscussionsInput.parse(address);
  const [{ items, nextCursor }, counts, { items: labels }] = await Promise.all([
    problems.length > 0 ? NOTHING : api.discussions.listDiscussions(filter),
    api.discussions.countDiscussions({ ...address, type: "all", query: filter.query }),
    api.discussions.listLabels({ ...address, limit: 100 }),
  ]);
  const here = hrefOf(repo, "discussions");
  const canChange = repo.can.write && items.length > 0;
  const list = <DiscussionList base={hrefOf(repo)} discussions={items} isChoosable={canChange} />;
  return (
    <RepoFrame repo={repo} tab="discussions">
      <DiscussionSearch {...{ here, text, problems }} />
      <DiscussionFilters {...{ here, text, query, counts, labels }} isSignedIn={viewer !== null} />
      {items.length > 0 ? (
        <Words namespaces={["discussions"]}>
          {canChange ? (
            <BulkForm at={address} {...choicesOf({ labels, items, viewer })}>
              {list}
            </BulkForm>
          ) : (
            list
          )}
        </Words>
      ) : (
        <NoDiscussions {...{ here, text }} isFiltered={!STARTS.includes(text)} closed={counts.closed} />
      )}
      <ListPager {...{ path: here, query: { q: text, cursor: filter.cursor }, nextCursor }} />
    </RepoFrame>
  );
}
