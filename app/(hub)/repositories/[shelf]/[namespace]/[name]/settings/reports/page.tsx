import { getTranslations } from "next-intl/server";
import { ReportList } from "@/components/discussions/reports/report-list";
import { addressOf } from "@/components/hub/href";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { type RepoParams, settingsOfPage } from "@/server/api/page-repo";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<CursorQuery>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("repoReports")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

export default async function RepositoryReportsPage({ params, searchParams }: Props) {
  const [{ repo, here: path }, asked] = await Promise.all([settingsOfPage(params, "reports"), pageAsked(searchParams)]);
  if (!repo.can.admin) return <SettingsFrame repo={repo} part="reports" />;
  const at = addressOf(repo);
  const { items, nextCursor } = await orNotFound(api.discussions.listRepoReports({ ...at, ...asked }));
  return (
    <SettingsFrame repo={repo} part="reports">
      <ReportList {...{ at, path, nextCursor }} reports={items} cursor={asked.cursor} />
    </SettingsFrame>
  );
}
