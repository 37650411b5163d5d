import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { NoRepos } from "@/components/hub/no-repos";
import { RepoGrid } from "@/components/hub/repo-grid";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { contextOfPage } from "@/server/api/page-context";
import { api } from "@/server/api/rsc";
import { SHELVES, type Shelf } from "@/server/hub/contract/repo";

export default async function HomePage() {
  const t = await getTranslations("hub");
  return (
    <PageBody>
      <PageHeader title={t("welcome")} description={t("about")} />
      {SHELVES.map((shelf) => (
        <NewestOf key={shelf} shelf={shelf} />
      ))}
    </PageBody>
  );
}

async function NewestOf({ shelf }: { shelf: Shelf }) {
  const [t, { site }, { items }] = await Promise.all([
    getTranslations("hub"),
    contextOfPage(),
    api.hub.listRepos({ shelf, sort: "updated", limit: 6 }),
  ]);
  return (
    <section aria-labelledby={shelf} className="grid grid-cols-1 gap-3">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id={shelf} className="text-lead">
          {t(`titles.${shelf}`)}
        </h2>
        <Link href={`/${shelf}`} className="text-small text-accent-text hover:underline">
          {t("all")}
        </Link>
      </div>
      {items.length > 0 ? (
        <RepoGrid repos={items} />
      ) : (
        <NoRepos shelf={shelf} origin={site.origin} isFiltered={false} />
      )}
    </section>
  );
}
