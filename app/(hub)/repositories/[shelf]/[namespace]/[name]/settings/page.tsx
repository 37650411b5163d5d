import { getTranslations } from "next-intl/server";
import { addressOf } from "@/components/hub/href";
import { RepoSettings } from "@/components/hub/settings/repo-settings";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { type RepoParams, settingsOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { creatingOf } from "@/server/api/viewer";

interface Props {
  params: Promise<RepoParams>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("repoSettings")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

const MAX_REFS = 1_000;

export default async function RepositorySettingsPage({ params }: Props) {
  const { repo, viewer } = await settingsOfPage(params);
  if (!repo.can.admin) return <SettingsFrame repo={repo} part="general" />;
  const { items } = await api.hub.listRefs({ ...addressOf(repo), kind: "branch", limit: MAX_REFS });
  return (
    <SettingsFrame repo={repo} part="general">
      <RepoSettings repo={repo} branches={items.map((ref) => ref.name)} owners={creatingOf(viewer)} />
    </SettingsFrame>
  );
}
