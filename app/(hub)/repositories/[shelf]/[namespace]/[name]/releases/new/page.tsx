import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { hrefOf } from "@/components/hub/href";
import { ReleaseForm } from "@/components/hub/releases/release-form";
import { RepoFrame } from "@/components/hub/repo-frame";
import { Words } from "@/components/shell/words";
import { repoOfPage } from "@/server/api/page-repo";

interface Props {
  params: Promise<{ shelf: string; namespace: string; name: string }>;
  searchParams: Promise<{ tag?: string | string[] }>;
}

export async function generateMetadata({ params }: Props) {
  const [t, { namespace, name }] = await Promise.all([getTranslations("releases"), params]);
  return { title: `${t("new")} · ${namespace}/${name}` };
}

export default async function NewReleasePage({ params, searchParams }: Props) {
  const [{ shelf, namespace, name }, { tag }] = await Promise.all([params, searchParams]);
  const repo = await repoOfPage(shelf, namespace, name);
  if (!repo.can.write) redirect(hrefOf(repo, "releases"));
  const known = typeof tag === "string" ? tag : "";
  const draft = { tag: known, title: known, notes: "", isDraft: false, isPrerelease: false };
  return (
    <RepoFrame repo={repo} tab="releases">
      <Words namespaces={["releases"]}>
        <ReleaseForm repo={repo} draft={draft} isKnown={false} />
      </Words>
    </RepoFrame>
  );
}
