"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";

const ApiKeyForm = lazyPart(() => import("./api-key-form").then((module) => module.ApiKeyForm), {
  loading: () => <Skeleton className="h-72 w-full" />,
});
const ApiKeySecret = lazyPart(() => import("./api-key-secret").then((module) => module.ApiKeySecret));

interface Props {
  /** Accounts that could own the key, the chosen one first. */
  owners: readonly string[];
  currency: string;
  origin: string;
  /** A model that can be called, for the code beside the secret. */
  model: string;
}

/** Makes a key and shows its secret, once. */
export function NewApiKey({ owners, currency, origin, model }: Props) {
  const t = useTranslations("apiKeys");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const stepUp = useStepUp();
  const [problem, setProblem] = useState<string>();
  const create = useMutation(
    trpc.gateway.createApiKey.mutationOptions({
      onMutate: () => setProblem(undefined),
      onError: (refusal, input) => {
        if (!stepUp.asks(refusal, () => create.mutate(input))) setProblem(refusal.message);
      },
    }),
  );
  const change = (open: boolean) => {
    setIsOpen(open);
    if (open) return;
    if (create.isSuccess) router.refresh();
    create.reset();
    setProblem(undefined);
  };
  const key = create.data;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={change}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {t("create")}
        </Button>
      }
      title={key ? t("createdTitle", { name: key.name }) : t("create")}
      description={key ? t("createdText", { owner: key.owner }) : t("createText")}
    >
      {key ? (
        <ApiKeySecret secret={key.secret} origin={origin} model={model} onDone={() => change(false)} />
      ) : (
        <ApiKeyForm
          owners={owners}
          currency={currency}
          problem={problem}
          isPending={create.isPending}
          onSubmit={(input) => create.mutate(input)}
        />
      )}
      {stepUp.dialog}
    </Dialog>
  );
}
