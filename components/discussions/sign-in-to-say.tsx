import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";

/** For a visitor: the way to the form, and back to this page. */
export async function SignInToSay({ next }: { next: string }) {
  const t = await getTranslations("discussions");
  return (
    <Button asChild className="justify-self-start">
      <Link href={`/sign-in?next=${encodeURIComponent(next)}`}>{t("signIn")}</Link>
    </Button>
  );
}
