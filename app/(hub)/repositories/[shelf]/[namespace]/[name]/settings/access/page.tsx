import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { addressOf, hrefOf } from "@/components/hub/href";
import { AccessSettings } from "@/components/hub/settings/access-settings";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { sharingOfPage } from "@/server/api/page-sharing";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<RepoParams>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("repoSettings")]);
  return { title: `${t("access")} · ${namespace}/${name}` };
}

export default async function RepositoryAccessPage({ params }: Props) {
  const { shelf, namespace, name } = await params;
  const [repo, viewer] = await Promise.all([repoOfPage(shelf, namespace, name), getViewer()]);
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(hrefOf(repo, "settings", "access"))}`);
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
