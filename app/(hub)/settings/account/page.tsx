import { getTranslations } from "next-intl/server";
import { DeleteAccount } from "@/components/identity/delete-account";
import { EmailForm } from "@/components/identity/email-form";
import { FormSection } from "@/components/patterns/form-section";
import { MetadataList } from "@/components/patterns/metadata-list";
import { Words } from "@/components/shell/words";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  return { title: (await getTranslations("settings"))("account") };
}

export default async function AccountPage() {
  const [t, { username, email }] = await Promise.all([getTranslations("settings"), requireViewer()]);
  return (
    <Words namespaces={["accountSettings", "passwordInput", "refusals", "stepUp"]}>
      <FormSection title={t("account")} description={t("accountText")}>
        <MetadataList
          className="max-w-form"
          items={[
            { term: t("username"), value: <span className="font-mono">{username}</span> },
            { term: t("email"), value: email },
          ]}
        />
      </FormSection>
      <FormSection title={t("changeEmail")} description={t("changeEmailText")}>
        <EmailForm />
      </FormSection>
      <FormSection title={t("deleteAccount")} description={t("deleteAccountText")}>
        <DeleteAccount username={username} />
      </FormSection>
    </Words>
  );
}
