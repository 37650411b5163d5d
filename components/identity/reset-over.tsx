import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";

/** A reset link that was used, is too old or never was. */
export async function ResetOver() {
  const t = await getTranslations("resetPassword");
  return (
    <div className="grid justify-items-start gap-5">
      <p className="text-text-muted">{t("overText")}</p>
      <Button asChild size="lg">
        <Link href="/sign-in">{t("toSignIn")}</Link>
      </Button>
    </div>
  );
}
