import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { addressOf, hrefOf } from "@/components/hub/href";
import { ReleaseForm } from "@/components/hub/releases/release-form";
import { RepoFrame } from "@/components/hub/repo-frame";
import { Words } from "@/components/shell/words";
import { TextLink } from "@/components/ui/text-link";
import { repoOfPage } from "@/server/api/page-repo";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<{ shelf: string; namespace: string; name: string }>;
  searchParams: Promise<{ tag?: string | string[] }>;
}

export async function generateMetadata({ params }: Props) {
  const [t, { namespace, name }] = await Promise.all([getTranslations("releases"), params]);
  return { title: `${t("edit")} · ${namespace}/${name}` };
}

export default async function EditReleasePage({ params, searchParams }: Props) {
  const [{ shelf, namespace, name }, { tag }, t] = await Promise.all([
    params,
    searchParams,
    getTranslations("releases"),
  ]);
  const repo = await repoOfPage(shelf, namespace, name);
  if (!repo.can.write || typeof tag !== "string") redirect(hrefOf(repo, "releases"));
  const draft = await orNotFound(api.hub.getRelease({ ...addressOf(repo), tag }));
  return (
    <RepoFrame repo={repo} tab="releases">
      <div className="grid gap-1">
        <h2 className="text-lead">{t("edit")}</h2>
        <TextLink href={hrefOf(repo, "releases")} className="text-small justify-self-start">
          {t("back")}
        </TextLink>
      </div>
      <Words namespaces={["releases", "upload"]}>
        <ReleaseForm repo={repo} draft={draft} known={draft} />
      </Words>
    </RepoFrame>
  );
}
