"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import type { ProviderTest } from "@/server/gateway/contract/provider";

interface Props {
  providerId: string;
  name: string;
}

/** Asks a provider for its models and says what came of it. */
export function TestProvider({ providerId, name }: Props) {
  const t = useTranslations("providerActions");
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const test = useMutation(trpc.gateway.testProvider.mutationOptions({ onSettled: () => setOpen(true) }));
  return (
    <>
      <Button
        size="sm"
        busy={test.isPending}
        aria-label={t("testLabel", { name })}
        onClick={() => test.mutate({ providerId })}
      >
        {t("test")}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t("testTitle", { name })}
        description={t("testText")}
        footer={
          <DialogClose asChild>
            <Button>{t("close")}</Button>
          </DialogClose>
        }
      >
        {test.error ? <Callout tone="danger" title={test.error.message} /> : null}
        {test.data ? <Found test={test.data} /> : null}
      </Dialog>
    </>
  );
}

function Found({ test: { outcome, status, latencyMs, models } }: { test: ProviderTest }) {
  const t = useTranslations("providerActions");
  const facts = status === null ? t("took", { ms: latencyMs }) : t("tookWith", { ms: latencyMs, status });
  return (
    <>
      <Callout tone={outcome === "ok" ? "success" : "danger"} title={t(`outcomes.${outcome}`)}>
        {facts}
      </Callout>
      {models.length > 0 ? (
        <section className="grid grid-cols-1 gap-2">
          <h3 className="text-small font-medium">{t("itsModels", { count: models.length })}</h3>
          <ul className="scroll-thin text-small max-h-64 overflow-y-auto font-mono">
            {models.map((model) => (
              <li key={model} className="break-all">
                {model}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
