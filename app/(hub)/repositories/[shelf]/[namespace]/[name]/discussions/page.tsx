import { MessagesSquare } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DiscussionList } from "@/components/discussions/discussion-list";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { EmptyState } from "@/components/patterns/empty-state";
import { FilterLinks } from "@/components/patterns/filter-links";
import { ListPager } from "@/components/patterns/list-pager";
import { Button } from "@/components/ui/button";
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
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="flex flex-wrap gap-3">
          <FilterLinks
            {...{ label: t("filterStatus"), path: here, query, name: "status" }}
            options={[
              { value: "open", label: t("open"), count: counts.open },
              { value: "closed", label: t("closed"), count: counts.closed },
            ]}
          />
          <FilterLinks
            {...{ label: t("filterType"), path: here, query, name: "type" }}
            options={[
              { label: t("all") },
              { value: "issue", label: t("issues"), count: counts.issues },
              { value: "pull", label: t("pulls"), count: counts.pulls },
            ]}
          />
        </div>
        <div className="flex gap-2">
          <Button asChild>
            <Link href={`${here}/new`}>{t("newIssue")}</Link>
          </Button>
          <Button asChild variant="primary">
            <Link href={`${here}/new?type=pull`}>{t("newPull")}</Link>
          </Button>
        </div>
      </div>
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
