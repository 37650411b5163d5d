import { getTranslations } from "next-intl/server";
import { OwnProfile } from "@/components/identity/own-profile";
import { ReadmeForm } from "@/components/identity/readme-form";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  return { title: (await getTranslations("settings"))("profile") };
}

export default async function ProfilePage() {
  const { username } = await requireViewer();
  const [t, { displayName, bio, website, avatarUrl }, { source }] = await Promise.all([
    getTranslations("settings"),
    api.identity.getMe({}),
    api.identity.getReadme({ name: username }),
  ]);
  return (
    <Words namespaces={["profileForm", "refusals"]}>
      <FormSection title={t("profile")} description={t("profileText")}>
        <OwnProfile displayName={displayName} bio={bio} website={website} avatarUrl={avatarUrl} />
      </FormSection>
      <FormSection title={t("readme")} description={t("readmeText")}>
        <ReadmeForm name={username} source={source} />
      </FormSection>
    </Words>
  );
}
