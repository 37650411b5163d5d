import { getTranslations } from "next-intl/server";
import { FileTable } from "@/components/hub/file-table";
import { RepoFrame } from "@/components/hub/repo-frame";
import { EmptyState } from "@/components/patterns/empty-state";
import { orNotFound, repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { shelfOf } from "@/server/hub/contract/repo";

interface Props {
  params: Promise<{ shelf: string; namespace: string; name: string; path?: string[] }>;
}

export default async function TreePage({ params }: Props) {
  const { shelf, namespace, name, path: given = [] } = await params;
  const [t, repo] = await Promise.all([getTranslations("hub"), repoOfPage(shelf, namespace, name)]);
  const [revision = repo.defaultBranch, ...parts] = given.map(decodeURIComponent);
  const path = parts.join("/");
  const where = { shelf: shelfOf(repo.kind), namespace, name, revision, path };
  const { items } = await orNotFound(api.hub.listTree({ ...where, withCommits: true, limit: 1_000 }));
  return (
    <RepoFrame repo={repo} tab="files">
      {items.length > 0 ? (
        <FileTable repo={repo} place={{ revision, path }} entries={items} />
      ) : (
        <EmptyState kind={repo.kind} title={t("noFiles")}>
          {t("noFilesText")}
        </EmptyState>
      )}
    </RepoFrame>
  );
}
