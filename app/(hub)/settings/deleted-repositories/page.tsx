import { Trash2 } from "lucide-react";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { RestoreRepo } from "@/components/hub/settings/restore-repo";
import { KindIcon } from "@/components/patterns/asset-kind";
import { EmptyState } from "@/components/patterns/empty-state";
import { Words } from "@/components/shell/words";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";
import { ListDeletedReposInput } from "@/server/hub/contract/repo";

interface Props {
  searchParams: Promise<{ cursor?: string | string[] }>;
}

export async function generateMetadata() {
  const t = await getTranslations("deletedRepos");
  return { title: t("title") };
}

export default async function DeletedRepositoriesPage({ searchParams }: Props) {
  const [t, locale, viewer, { cursor }] = await Promise.all([
    getTranslations("deletedRepos"),
    getLocale(),
    getViewer(),
    searchParams,
  ]);
  if (!viewer) redirect("/sign-in?next=/settings/deleted-repositories");
  const { items, nextCursor } = await api.hub.listDeletedRepos(
    ListDeletedReposInput.catch({ limit: 50 }).parse({ cursor }),
  );
  const now = new Date().toISOString();
  return (
    <section aria-labelledby="deleted" className="grid grid-cols-1 gap-4">
      <div className="grid gap-1">
        <h2 id="deleted" className="text-lead">
          {t("title")}
        </h2>
        <p className="text-small text-text-muted">{t("text")}</p>
      </div>
      {items.length === 0 ? (
        <EmptyState icon={Trash2} title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      ) : null}
      <Words namespaces={["deletedRepos"]}>
        <ul className="rounded-card bg-surface-raised divide-y border empty:hidden">
          {items.map(({ id, kind, namespace, name, deletedAt }) => (
            <li key={id} className="flex items-center gap-3 px-4 py-2.5">
              <KindIcon kind={kind} />
              <div className="grid min-w-0 flex-1">
                <span className="text-small truncate font-medium">{`${namespace}/${name}`}</span>
                <span className="text-caption text-text-muted">
                  {deletedAt ? <RelativeTime at={deletedAt.toISOString()} now={now} locale={locale} /> : null}
                </span>
              </div>
              <RestoreRepo id={id} name={`${namespace}/${name}`} />
            </li>
          ))}
        </ul>
      </Words>
      {nextCursor ? <TextLink href={`?cursor=${encodeURIComponent(nextCursor)}`}>{t("more")}</TextLink> : null}
    </section>
  );
}
