import { getTranslations } from "next-intl/server";
import { AuthFrame } from "@/components/identity/auth-frame";
import { ForgottenForm } from "@/components/identity/forgotten-form";
import { Words } from "@/components/shell/words";
import { contextOfPage } from "@/server/api/page-context";

export async function generateMetadata() {
  return { title: (await getTranslations("forgotPassword"))("title") };
}

export default async function ForgotPasswordPage() {
  const [t, { site }] = await Promise.all([getTranslations("forgotPassword"), contextOfPage()]);
  return (
    <AuthFrame title={t("title")} subtitle={t("text")} origin={site.origin}>
      <Words namespaces={["forgotPassword", "refusals"]}>
        <ForgottenForm />
      </Words>
    </AuthFrame>
  );
}
