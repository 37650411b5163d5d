import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

/** What comes next in an organisation that has nobody but its owner. */
export async function InviteHint({ name }: { name: string }) {
  const t = await getTranslations("profile");
  return (
    <Callout
      title={t("alone", { name })}
      action={
        <Button asChild>
          <Link href={`/organizations/${name}/invitations`}>{t("invite")}</Link>
        </Button>
      }
    >
      {t("aloneText")}
    </Callout>
  );
}
