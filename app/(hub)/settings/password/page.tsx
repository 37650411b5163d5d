import { getTranslations } from "next-intl/server";
import { PasswordForm } from "@/components/identity/password-form";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  return { title: (await getTranslations("settings"))("password") };
}

export default async function PasswordPage() {
  const [t, { username }] = await Promise.all([getTranslations("settings"), requireViewer()]);
  return (
    <FormSection title={t("password")} description={t("passwordText")}>
      <Words namespaces={["accountSettings", "passwordInput", "refusals"]}>
        <PasswordForm username={username} />
      </Words>
    </FormSection>
  );
}
