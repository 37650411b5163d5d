import { getTranslations } from "next-intl/server";
import { AuthFrame } from "@/components/identity/auth-frame";
import { SignInForm } from "@/components/identity/sign-in-form";
import { Words } from "@/components/shell/words";

export async function generateMetadata() {
  return { title: (await getTranslations("signIn"))("submit") };
}

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const [t, { next }] = await Promise.all([getTranslations("signIn"), searchParams]);
  // A path of this site, and nothing that a browser could take for another one.
  const isOurs = typeof next === "string" && /^\/(?![/\\])[\x20-\x7e]*$/.test(next) && !next.includes("\\");
  return (
    <AuthFrame title={t("title")}>
      <Words namespaces={["signIn"]}>
        <SignInForm next={isOurs ? next : "/"} />
      </Words>
    </AuthFrame>
  );
}
