"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { Button } from "@/components/ui/button";
import { useRefusalText } from "./refusal-text";

export function DeleteAccount({ username }: { username: string }) {
  const t = useTranslations("accountSettings");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const stepUp = useStepUp();
  const remove = useMutation(
    trpc.identity.deleteAccount.mutationOptions({
      onSuccess: () => location.assign("/sign-in"),
      onError: (error) => stepUp.asks(error, () => remove.mutate({})),
    }),
  );
  const isStepping = stepUp.dialog !== null;
  const alone = remove.error?.data?.domain?.details.organization;
  const refusal = remove.error && (typeof alone === "string" ? t("soleOwner", { name: alone }) : tell(remove.error));
  return (
    <>
      <ul className="text-small text-text-muted grid list-disc gap-1 pl-5">
        <li>{t("deleteNow")}</li>
        <li>{t("deleteLater")}</li>
        <li>{t("deleteStays")}</li>
      </ul>
      <AskFirst
        button={(ask) => (
          <Button variant="danger" className="justify-self-start" onClick={ask}>
            {t("delete")}
          </Button>
        )}
        isHidden={isStepping}
        title={t("deleteTitle")}
        description={t("deleteText")}
        labels={{ cancel: t("cancel"), confirm: t("delete") }}
        typed={{ name: username, label: t("deleteTyped", { name: username }) }}
        work={remove}
        error={refusal ?? undefined}
        onConfirm={() => remove.mutate({})}
      />
      {stepUp.dialog}
    </>
  );
}
