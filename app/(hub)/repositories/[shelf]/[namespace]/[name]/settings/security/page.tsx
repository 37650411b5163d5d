import { getTranslations } from "next-intl/server";
import { addressOf } from "@/components/hub/href";
import { SecurityView } from "@/components/hub/secrets/security-view";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { type RepoParams, settingsOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { SecretFindingFilter } from "@/server/hub/contract/secrets";

interface Props {
  params: Promise<RepoParams>;
  searchParams: PageQuery;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("repoSecurity")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

export default async function RepositorySecurityPage({ params, searchParams }: Props) {
  const [{ repo, here }, asked] = await Promise.all([settingsOfPage(params, "security"), searchParams]);
  if (!repo.can.admin) return <SettingsFrame repo={repo} part="security" />;
  const query = filterOfPage(SecretFindingFilter, asked);
  const [policy, findings] = await Promise.all([
    api.hub.getSecretPolicy(addressOf(repo)),
    listOfPage(api.hub.listSecretFindings({ ...addressOf(repo), ...query }), here),
  ]);
  return (
    <SettingsFrame repo={repo} part="security">
      <SecurityView repo={repo} policy={policy} findings={findings} query={query} />
    </SettingsFrame>
  );
}
