import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthFrame } from "@/components/identity/auth-frame";
import { leadingTo, localPath } from "@/components/identity/local-path";
import { NoSignUp } from "@/components/identity/no-sign-up";
import { SignUpForm } from "@/components/identity/sign-up-form";
import { Words } from "@/components/shell/words";
import { contextOfPage } from "@/server/api/page-context";
import { api } from "@/server/api/rsc";

export async function generateMetadata() {
  return { title: (await getTranslations("signIn"))("create") };
}

interface Props {
  searchParams: Promise<{ next?: string | string[]; invitation?: string | string[] }>;
}

export default async function SignUpPage({ searchParams }: Props) {
  const [t, asked, { actor, site }, { signUp }] = await Promise.all([
    getTranslations("signIn"),
    searchParams,
    contextOfPage(),
    api.identity.getSite({}),
  ]);
  const next = localPath(asked.next);
  if (actor.kind === "user") redirect(next);
  const invitation = typeof asked.invitation === "string" ? asked.invitation : undefined;
  const isAdmitted = signUp === "open" || (signUp === "invite" && invitation !== undefined);
  return (
    <AuthFrame title={t("signUpTitle")} subtitle={t("signUpSubtitle")} origin={site.origin}>
      {isAdmitted ? (
        <Words namespaces={["signIn", "passwordInput", "refusals"]}>
          <SignUpForm next={next} {...(invitation && { invitation })} />
        </Words>
      ) : (
        <NoSignUp mode={signUp} signInHref={leadingTo("/sign-in", next)} />
      )}
    </AuthFrame>
  );
}
