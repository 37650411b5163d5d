import { Plus } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { addressOf, hrefOf } from "@/components/hub/href";
import { ReleaseCard } from "@/components/hub/releases/release-card";
import { RepoFrame } from "@/components/hub/repo-frame";
import { EmptyState } from "@/components/patterns/empty-state";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import { repoOfPage } from "@/server/api/page-repo";
import { wordsOfPage } from "@/server/api/page-words";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<{ shelf: string; namespace: string; name: string }>;
  searchParams: Promise<{ cursor?: string | string[] }>;
}

export async function generateMetadata({ params }: Props) {
  const [t, { namespace, name }] = await Promise.all([getTranslations("releases"), params]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

export default async function ReleasesPage({ params, searchParams }: Props) {
  const [{ shelf, namespace, name }, { cursor }] = await Promise.all([params, searchParams]);
  const [t, repo] = await Promise.all([getTranslations("releases"), repoOfPage(shelf, namespace, name)]);
  const asked = { ...addressOf(repo), limit: 10, ...(typeof cursor === "string" && { cursor }) };
  const { items, nextCursor } = await api.hub.listReleases(asked);
  const words = await wordsOfPage(
    repo,
    items.map(({ notes }) => notes),
  );
  const create =
    repo.can.write && repo.sha !== null ? (
      <Button asChild variant="primary" className="justify-self-start">
        <Link href={hrefOf(repo, "releases", "new")}>
          <Plus aria-hidden />
          {t("new")}
        </Link>
      </Button>
    ) : null;
  return (
    <RepoFrame repo={repo} tab="releases">
      <Words namespaces={["releases", "upload"]}>
        {items.length === 0 ? (
          <EmptyState kind={repo.kind} title={t("empty")} action={create}>
            {t("emptyText")}
          </EmptyState>
        ) : (
          <>
            {create}
            {items.map((release) => (
              <ReleaseCard key={release.tag} repo={repo} release={release} words={words} />
            ))}
          </>
        )}
        <ListPager path={hrefOf(repo, "releases")} query={{ cursor }} nextCursor={nextCursor} count={items.length} />
      </Words>
    </RepoFrame>
  );
}
