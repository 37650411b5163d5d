import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { NoSettings } from "@/components/hub/settings/no-settings";
import { RepoSettings } from "@/components/hub/settings/repo-settings";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { sharingOfPage } from "@/server/api/page-sharing";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<RepoParams>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("repoSettings")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

const MAX_REFS = 1_000;

export default async function RepositorySettingsPage({ params }: Props) {
  const { shelf, namespace, name } = await params;
  const [repo, viewer] = await Promise.all([repoOfPage(shelf, namespace, name), getViewer()]);
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(hrefOf(repo, "settings"))}`);
  if (!repo.can.admin) {
    return (
      <RepoFrame repo={repo} tab="settings">
        <NoSettings repo={repo} />
      </RepoFrame>
    );
  }
  const [{ items }, { accessDays }, sharing] = await Promise.all([
    api.hub.listRefs({ ...addressOf(repo), kind: "branch", limit: MAX_REFS }),
    api.hub.getGate(addressOf(repo)),
    sharingOfPage(repo.namespace),
  ]);
  return (
    <RepoFrame repo={repo} tab="settings">
      <RepoSettings
        repo={repo}
        branches={items.map((ref) => ref.name)}
        accessDays={accessDays}
        sharing={sharing}
        owners={viewer.accounts.map((account) => account.name)}
      />
    </RepoFrame>
  );
}
