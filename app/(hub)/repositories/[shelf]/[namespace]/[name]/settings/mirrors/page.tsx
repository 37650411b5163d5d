import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { NoSettings } from "@/components/hub/settings/no-settings";
import { MirrorList } from "@/components/mirror/mirror-list";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<RepoParams>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("mirrors")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

const MAX_MIRRORS = 100;

export default async function MirrorsPage({ params }: Props) {
  const { shelf, namespace, name } = await params;
  const [repo, viewer] = await Promise.all([repoOfPage(shelf, namespace, name), getViewer()]);
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(hrefOf(repo, "settings", "mirrors"))}`);
  const address = addressOf(repo);
  const mirrors = repo.can.admin ? await api.mirror.listMirrors({ ...address, limit: MAX_MIRRORS }) : null;
  return (
    <RepoFrame repo={repo} tab="settings">
      {mirrors ? (
        <MirrorList repo={address} mirrors={mirrors.items} backHref={hrefOf(repo, "settings")} />
      ) : (
        <NoSettings repo={repo} />
      )}
    </RepoFrame>
  );
}
