import { getTranslations } from "next-intl/server";
import { AuthFrame } from "@/components/identity/auth-frame";
import { ResetForm } from "@/components/identity/reset-form";
import { ResetOver } from "@/components/identity/reset-over";
import { Words } from "@/components/shell/words";
import { contextOfPage } from "@/server/api/page-context";
import { orRefusal } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata() {
  // The address is a secret: it is not told to other sites.
  return { title: (await getTranslations("resetPassword"))("title"), referrer: "no-referrer" };
}

export default async function ResetPasswordPage({ params }: Props) {
  const [{ code }, t, { site }] = await Promise.all([params, getTranslations("resetPassword"), contextOfPage()]);
  const found = await orRefusal(api.identity.getPasswordReset({ code }));
  if ("refusal" in found) {
    return (
      <AuthFrame title={t("overTitle")} origin={site.origin}>
        <ResetOver />
      </AuthFrame>
    );
  }
  const { username } = found.value;
  return (
    <AuthFrame title={t("title")} subtitle={t("text", { name: username })} origin={site.origin}>
      <Words namespaces={["resetPassword", "passwordInput", "refusals"]}>
        <ResetForm code={code} username={username} />
      </Words>
    </AuthFrame>
  );
}
