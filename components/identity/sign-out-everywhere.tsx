"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";

export function SignOutEverywhere() {
  const t = useTranslations("sessionSettings");
  const trpc = useTRPC();
  const [isAsking, setIsAsking] = useState(false);
  const signOut = useMutation(
    trpc.identity.signOutEverywhere.mutationOptions({ onSuccess: () => location.assign("/sign-in") }),
  );
  return (
    <>
      <Button variant="danger" className="justify-self-start" onClick={() => setIsAsking(true)}>
        {t("everywhere")}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={t("everywhereTitle")}
        description={t("everywhereText")}
        labels={{ cancel: t("cancel"), confirm: t("everywhere") }}
        isDestructive
        isBusy={signOut.isPending}
        error={signOut.error?.message}
        onConfirm={() => signOut.mutate({})}
      />
    </>
  );
}
