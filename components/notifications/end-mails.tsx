"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";

/** Ends mails by the link of one of them; scanners of mail that open links end nothing. */
export function EndMails({ token }: { token: string }) {
  const t = useTranslations("endMails");
  const end = useMutation(useTRPC().notifications.endMails.mutationOptions());
  if (end.data) {
    return (
      <Callout tone="success" title={t("done", { username: end.data.username })}>
        <TextLink href="/settings/notifications">{t("choose")}</TextLink>
      </Callout>
    );
  }
  return (
    <div className="grid justify-items-start gap-4">
      {end.error ? <Callout tone="danger" title={t("failed")} /> : null}
      <Button variant="primary" busy={end.isPending} onClick={() => end.mutate({ token })}>
        {t("submit")}
      </Button>
    </div>
  );
}
