"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type SignInClaim, signIn } from "@/components/data/session";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

interface Props {
  claim: SignInClaim;
  /** ISO 8601. */
  until: string;
  next: string;
}

/** Offered to somebody who deleted the account and typed its right password. */
export function RestoreAccount({ claim, until, next }: Props) {
  const t = useTranslations("signIn");
  const locale = useLocale();
  const trpc = useTRPC();
  const restore = useMutation(
    trpc.identity.restoreAccount.mutationOptions({
      onSuccess: async () => {
        const { kind } = await signIn(claim);
        location.assign(kind === "signedIn" ? next : "/sign-in");
      },
    }),
  );
  const date = new Date(until).toLocaleDateString(locale, { dateStyle: "long" });
  return (
    <Callout tone="warning" title={t("deletedTitle")}>
      <div className="grid justify-items-start gap-3">
        <p>{restore.error?.message ?? t("deletedText", { date })}</p>
        <Button
          variant="primary"
          busy={restore.isPending}
          onClick={() => restore.mutate({ username: claim.login, password: claim.password })}
        >
          {t("restore")}
        </Button>
      </div>
    </Callout>
  );
}
