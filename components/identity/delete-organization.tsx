"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { AskFirst } from "@/components/patterns/ask-first";
import { Button } from "@/components/ui/button";
import { useRefusalText } from "./refusal-text";

export function DeleteOrganization({ name }: { name: string }) {
  const t = useTranslations("organizationSettings");
  const trpc = useTRPC();
  const router = useRouter();
  const tell = useRefusalText();
  const changed = useChanged();
  const stepUp = useStepUp();
  const remove = useMutation(
    trpc.identity.deleteOrganization.mutationOptions({
      onSuccess: () => {
        changed(t("deleted", { organization: name }));
        router.push("/organizations");
      },
      onError: (error) => void stepUp.asks(error, () => remove.mutate({ name })),
    }),
  );
  return (
    <>
      <AskFirst
        button={(ask) => (
          <Button variant="danger" className="justify-self-start" onClick={ask}>
            {t("delete")}
          </Button>
        )}
        isHidden={stepUp.dialog !== null}
        title={t("deleteTitle", { organization: name })}
        description={t("deleteText")}
        labels={{ cancel: t("cancel"), confirm: t("delete") }}
        typed={{ name, label: t("deleteTyped", { organization: name }) }}
        work={remove}
        error={remove.error ? tell(remove.error) : undefined}
        onConfirm={() => remove.mutate({ name })}
      />
      {stepUp.dialog}
    </>
  );
}
