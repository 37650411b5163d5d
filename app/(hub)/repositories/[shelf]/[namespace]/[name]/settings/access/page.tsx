import { getTranslations } from "next-intl/server";
import { addressOf } from "@/components/hub/href";
import { AccessSettings } from "@/components/hub/settings/access-settings";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { type RepoParams, settingsOfPage } from "@/server/api/page-repo";
import { sharingOfPage } from "@/server/api/page-sharing";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<RepoParams>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("repoSettings")]);
  return { title: `${t("access")} · ${namespace}/${name}` };
}

export default async function RepositoryAccessPage({ params }: Props) {
  const { repo } = await settingsOfPage(params, "access");
  if (!repo.can.admin) return <SettingsFrame repo={repo} part="access" />;
  const [{ accessDays }, sharing] = await Promise.all([
    api.hub.getGate(addressOf(repo)),
    sharingOfPage(repo.namespace),
  ]);
  return (
    <SettingsFrame repo={repo} part="access">
      <AccessSettings repo={repo} accessDays={accessDays} sharing={sharing} />
    </SettingsFrame>
  );
}
