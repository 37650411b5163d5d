import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { SignUpMode } from "@/server/settings/contract";

/** Where nobody makes an account of their own: whose turn it is. */
export async function NoSignUp({ mode, signInHref }: { mode: SignUpMode; signInHref: string }) {
  const t = await getTranslations("signIn");
  const isByInvitation = mode === "invite";
  return (
    <div className="grid gap-5">
      <Callout title={t(isByInvitation ? "inviteOnlyTitle" : "closedTitle")}>
        {t(isByInvitation ? "inviteOnly" : "closed")}
      </Callout>
      <Button asChild size="lg">
        <Link href={signInHref}>{t("submit")}</Link>
      </Button>
    </div>
  );
}
