import { getTranslations } from "next-intl/server";
import { ProtectedRefs } from "@/components/hub/settings/later-sections";
import { SettingsFrame } from "@/components/hub/settings/settings-frame";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import { type RepoParams, settingsOfPage } from "@/server/api/page-repo";

interface Props {
  params: Promise<RepoParams>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("repoSettings")]);
  return { title: `${t("branches")} · ${namespace}/${name}` };
}

export default async function ProtectedBranchesPage({ params }: Props) {
  const [{ repo }, t] = await Promise.all([settingsOfPage(params, "branches"), getTranslations("repoSettings")]);
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
