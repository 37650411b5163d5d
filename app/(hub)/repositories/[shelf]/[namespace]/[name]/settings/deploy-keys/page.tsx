import { getTranslations } from "next-intl/server";
import { addressOf } from "@/components/hub/href";
import { DeployKeyList } from "@/components/hub/settings/deploy-key-list";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { type RepoParams, settingsOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<RepoParams>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("deployKeys")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

const MAX_KEYS = 100;

export default async function DeployKeysPage({ params }: Props) {
  const { repo } = await settingsOfPage(params, "deploy-keys");
  if (!repo.can.admin) return <SettingsFrame repo={repo} part="deploy-keys" />;
  const { items } = await api.hub.listDeployKeys({ ...addressOf(repo), limit: MAX_KEYS });
  return (
    <SettingsFrame repo={repo} part="deploy-keys">
      <DeployKeyList repo={repo} keys={items} />
    </SettingsFrame>
  );
}
