import { Download } from "lucide-react";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { AccessRequests } from "@/components/hub/gate/access-requests";
import { addressOf, hrefOf } from "@/components/hub/href";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { FilterLinks } from "@/components/patterns/filter-links";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";
import { ACCESS_STATUSES, ListAccessRequestsInput } from "@/server/hub/contract/gate";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<{ status?: string | string[]; cursor?: string | string[] }>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("accessPage")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

export default async function AccessPage({ params, searchParams }: Props) {
  const [{ shelf, namespace, name }, asked] = await Promise.all([params, searchParams]);
  const [t, locale, viewer] = await Promise.all([getTranslations("accessPage"), getLocale(), getViewer()]);
  const repo = await repoOfPage(shelf, namespace, name);
  const here = hrefOf(repo, "access");
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  if (!repo.can.admin) return <SettingsFrame repo={repo} part="access" />;
  const address = addressOf(repo);
  const filter =
    ListAccessRequestsInput.safeParse({ ...address, ...asked }).data ?? ListAccessRequestsInput.parse(address);
  const { items, nextCursor } = await api.hub.listAccessRequests(filter);
  const options = ACCESS_STATUSES.map((value) => ({ value, label: t(value) }));
  const query = { status: filter.status, cursor: filter.cursor };
  return (
    <SettingsFrame repo={repo} part="access">
      <div className="grid grid-cols-1 gap-6">
        <h2 className="text-lead">{t("title")}</h2>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <FilterLinks label={t("title")} path={here} query={query} name="status" options={options} />
          <Button asChild size="sm">
            <a href={`/api/v1/${address.shelf}/${repo.namespace}/${repo.name}/access-requests.csv`} download>
              <Download aria-hidden />
              {t("export")}
            </a>
          </Button>
        </div>
        <Words namespaces={["access"]}>
          <AccessRequests
            key={filter.status}
            repo={repo}
            requests={items}
            now={new Date().toISOString()}
            locale={locale}
          />
        </Words>
        <ListPager path={here} query={query} nextCursor={nextCursor} />
      </div>
    </SettingsFrame>
  );
}
