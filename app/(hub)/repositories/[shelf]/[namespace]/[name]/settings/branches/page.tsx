import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { hrefOf } from "@/components/hub/href";
import { ProtectedRefs } from "@/components/hub/settings/later-sections";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { getViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<RepoParams>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("repoSettings")]);
  return { title: `${t("branches")} · ${namespace}/${name}` };
}

export default async function ProtectedBranchesPage({ params }: Props) {
  const [{ shelf, namespace, name }, t, viewer] = await Promise.all([
    params,
    getTranslations("repoSettings"),
    getViewer(),
  ]);
  const repo = await repoOfPage(shelf, namespace, name);
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(hrefOf(repo, "settings", "branches"))}`);
  return (
    <SettingsFrame repo={repo} part="branches">
      <Words namespaces={["protectedRefs", "repoSettings"]}>
        <div className="max-w-form">
          <FormSection title={t("protection")} description={t("protectionText")}>
            <ProtectedRefs repo={repo} />
          </FormSection>
        </div>
      </Words>
    </SettingsFrame>
  );
}
