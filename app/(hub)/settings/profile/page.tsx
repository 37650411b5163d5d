import { getTranslations } from "next-intl/server";
import { OwnProfile } from "@/components/identity/own-profile";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  return { title: (await getTranslations("settings"))("profile") };
}

export default async function ProfilePage() {
  await requireViewer();
  const [t, { displayName, bio, website, avatarUrl }] = await Promise.all([
    getTranslations("settings"),
    api.identity.getMe({}),
  ]);
  return (
    <FormSection title={t("profile")} description={t("profileText")}>
      <Words namespaces={["profileForm", "refusals"]}>
        <OwnProfile displayName={displayName} bio={bio} website={website} avatarUrl={avatarUrl} />
      </Words>
    </FormSection>
  );
}
