import { getTranslations } from "next-intl/server";
import { addressOf } from "@/components/hub/href";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { StorageView } from "@/components/hub/storage/storage-view";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { type RepoParams, settingsOfPage } from "@/server/api/page-repo";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<CursorQuery>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("storage")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

export default async function RepositoryStoragePage({ params, searchParams }: Props) {
  const [{ repo }, asked] = await Promise.all([settingsOfPage(params, "storage"), pageAsked(searchParams)]);
  if (!repo.can.admin) return <SettingsFrame repo={repo} part="storage" />;
  const [usage, files] = await Promise.all([
    api.hub.getRepoUsage(addressOf(repo)),
    orNotFound(api.hub.listStoredFiles({ ...addressOf(repo), ...asked })),
  ]);
  return (
    <SettingsFrame repo={repo} part="storage">
      <StorageView repo={repo} usage={usage} files={files} cursor={asked.cursor} />
    </SettingsFrame>
  );
}
