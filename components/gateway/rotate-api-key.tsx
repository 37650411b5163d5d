"use client";

import { useMutation } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { problemOf, useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { lazyPart } from "@/components/ui/lazy-part";
import { Select } from "@/components/ui/select";
import type { ApiKey } from "@/server/gateway/contract";

const ApiKeySecret = lazyPart(() => import("./api-key-secret").then((module) => module.ApiKeySecret));

const OVERLAP_HOURS = ["0", "1", "24", "168", "720"] as const;

interface Props {
  apiKey: ApiKey;
  origin: string;
  /** A model that can be called, for the code beside the secret. */
  model: string;
}

/** Gives a key a new secret and shows it, once; the old one works on for as long as is chosen. */
export function RotateApiKey({ apiKey: { id, name, oldSecret }, origin, model }: Props) {
  const t = useTranslations("apiKeys");
  const trpc = useTRPC();
  const router = useRouter();
  const stepUp = useStepUp();
  const [isOpen, setIsOpen] = useState(false);
  const [hours, setHours] = useState("24");
  const rotate = useMutation(
    trpc.gateway.rotateApiKey.mutationOptions({
      onError: (refusal, input) => void stepUp.asks(refusal, () => rotate.mutate(input)),
    }),
  );
  const change = (open: boolean) => {
    setIsOpen(open);
    if (open) return;
    if (rotate.isSuccess) router.refresh();
    rotate.reset();
  };
  const problem = problemOf(rotate.error);
  const made = rotate.data;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={change}
      trigger={
        <Button size="sm">
          <RotateCw aria-hidden />
          {t("rotate")}
        </Button>
      }
      title={made ? t("rotatedTitle", { name }) : t("rotateTitle", { name })}
      description={t(made ? "rotatedText" : "rotateText")}
    >
      {made ? (
        <ApiKeySecret secret={made.secret} {...{ origin, model }} onDone={() => change(false)} />
      ) : (
        <>
          <Field id="key-overlap" label={t("overlap")} help={oldSecret ? t("olderEnds") : t("overlapHelp")}>
            <Select
              id="key-overlap"
              describedBy="key-overlap-help"
              options={OVERLAP_HOURS.map((value) => ({ value, label: t(`overlaps.${value}`) }))}
              value={hours}
              onValueChange={setHours}
            />
          </Field>
          {problem ? <Callout tone="danger" title={problem} /> : null}
          <div className="flex justify-end gap-2">
            <DialogClose asChild>
              <Button>{t("cancel")}</Button>
            </DialogClose>
            <Button
              variant="primary"
              busy={rotate.isPending}
              onClick={() => rotate.mutate({ keyId: id, overlapHours: Number(hours) })}
            >
              {t("makeSecret")}
            </Button>
          </div>
        </>
      )}
      {stepUp.dialog}
    </Dialog>
  );
}
