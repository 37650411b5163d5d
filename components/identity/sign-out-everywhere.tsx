"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { Button } from "@/components/ui/button";

export function SignOutEverywhere() {
  const t = useTranslations("sessionSettings");
  const trpc = useTRPC();
  const signOut = useMutation(
    trpc.identity.signOutEverywhere.mutationOptions({ onSuccess: () => location.assign("/sign-in") }),
  );
  return (
    <AskFirst
      button={(ask) => (
        <Button variant="danger" className="justify-self-start" onClick={ask}>
          {t("everywhere")}
        </Button>
      )}
      title={t("everywhereTitle")}
      description={t("everywhereText")}
      labels={{ cancel: t("cancel"), confirm: t("everywhere") }}
      work={signOut}
      onConfirm={() => signOut.mutate({})}
    />
  );
}
