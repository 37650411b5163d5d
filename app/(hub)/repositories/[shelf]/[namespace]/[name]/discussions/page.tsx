import { MessagesSquare } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DiscussionFilters } from "@/components/discussions/discussion-filters";
import { DiscussionList } from "@/components/discussions/discussion-list";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { EmptyState } from "@/components/patterns/empty-state";
import { ListPager } from "@/components/patterns/list-pager";
import { repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { ListDiscussionsInput } from "@/server/discussions/contract";

interface Props {
  params: Promise<{ shelf: string; namespace: string; name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("discussions")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

export default async function DiscussionsPage({ params, searchParams }: Props) {
  const [at, { status = "open", type, cursor }, t] = await Promise.all([
    params,
    searchParams,
    getTranslations("discussions"),
  ]);
  const repo = await repoOfPage(at.shelf, at.namespace, at.name);
  const address = addressOf(repo);
  const asked = ListDiscussionsInput.safeParse({ ...address, status, type, cursor });
  const filter = asked.data ?? ListDiscussionsInput.parse({ ...address, status: "open" });
  const [{ items, nextCursor }, counts] = await Promise.all([
    api.discussions.listDiscussions(filter),
    api.discussions.countDiscussions({ ...address, type: filter.type }),
  ]);
  const here = hrefOf(repo, "discussions");
  const query = { status: filter.status, type: filter.type === "all" ? undefined : filter.type, cursor: filter.cursor };
  return (
    <RepoFrame repo={repo} tab="discussions">
      <DiscussionFilters {...{ here, query, counts }} />
      {items.length > 0 ? (
        <DiscussionList base={hrefOf(repo)} discussions={items} />
      ) : (
        <EmptyState icon={MessagesSquare} title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      )}
      <ListPager
        labels={{ pages: t("pages"), first: t("first"), next: t("next") }}
        {...{ summary: "", path: here, query, nextCursor }}
      />
    </RepoFrame>
  );
}
