import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthFrame } from "@/components/identity/auth-frame";
import { localPath } from "@/components/identity/local-path";
import { SignInForm } from "@/components/identity/sign-in-form";
import { Words } from "@/components/shell/words";
import { contextOfPage } from "@/server/api/page-context";
import { api } from "@/server/api/rsc";

export async function generateMetadata() {
  return { title: (await getTranslations("signIn"))("submit") };
}

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const [t, asked, { actor, site }, { signUp }] = await Promise.all([
    getTranslations("signIn"),
    searchParams,
    contextOfPage(),
    api.identity.getSite({}),
  ]);
  const next = localPath(asked.next);
  if (actor.kind === "user") redirect(next);
  return (
    <AuthFrame title={t("title")} subtitle={t("subtitle")} origin={site.origin}>
      <Words namespaces={["signIn", "passwordInput"]}>
        <SignInForm next={next} canSignUp={signUp === "open"} />
      </Words>
    </AuthFrame>
  );
}
