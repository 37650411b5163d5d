import { getTranslations } from "next-intl/server";
import { addressOf } from "@/components/hub/href";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { MirrorList } from "@/components/mirror/mirror-list";
import { type RepoParams, settingsOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<RepoParams>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("mirrors")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

const MAX_MIRRORS = 100;

export default async function MirrorsPage({ params }: Props) {
  const { repo } = await settingsOfPage(params, "mirrors");
  const address = addressOf(repo);
  if (!repo.can.admin) return <SettingsFrame repo={repo} part="mirrors" />;
  const { items, hasOwnHistory } = await api.mirror.listMirrors({ ...address, limit: MAX_MIRRORS });
  return (
    <SettingsFrame repo={repo} part="mirrors">
      <MirrorList repo={address} mirrors={items} hasOwnHistory={hasOwnHistory} />
    </SettingsFrame>
  );
}
