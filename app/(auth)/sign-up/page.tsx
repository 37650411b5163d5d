import { getTranslations } from "next-intl/server";
import { AuthFrame } from "@/components/identity/auth-frame";
import { SignUpForm } from "@/components/identity/sign-up-form";
import { Words } from "@/components/shell/words";

export async function generateMetadata() {
  return { title: (await getTranslations("signIn"))("create") };
}

export default async function SignUpPage() {
  const t = await getTranslations("signIn");
  return (
    <AuthFrame title={t("signUpTitle")}>
      <Words namespaces={["signIn"]}>
        <SignUpForm />
      </Words>
    </AuthFrame>
  );
}
