import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { addressOf, hrefOf } from "@/components/hub/href";
import { DeployKeyList } from "@/components/hub/settings/deploy-key-list";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<RepoParams>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("deployKeys")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

const MAX_KEYS = 100;

export default async function DeployKeysPage({ params }: Props) {
  const { shelf, namespace, name } = await params;
  const [repo, viewer] = await Promise.all([repoOfPage(shelf, namespace, name), getViewer()]);
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(hrefOf(repo, "settings", "deploy-keys"))}`);
  if (!repo.can.admin) return <SettingsFrame repo={repo} part="deploy-keys" />;
  const { items } = await api.hub.listDeployKeys({ ...addressOf(repo), limit: MAX_KEYS });
  return (
    <SettingsFrame repo={repo} part="deploy-keys">
      <DeployKeyList repo={repo} keys={items} />
    </SettingsFrame>
  );
}
