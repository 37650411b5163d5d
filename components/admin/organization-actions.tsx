"use client";

import { useMutation } from "@tanstack/react-query";
import { HardDrive, RotateCcw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { problemOf, useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { StorageLimitDialog } from "./storage-limit-dialog";

interface Props {
  name: string;
  isDeleted: boolean;
}

/** Say how much an organisation may keep, delete it with all it owns, or bring it back. */
export function OrganizationActions({ name, isDeleted }: Props) {
  const t = useTranslations("adminOrganizationActions");
  const trpc = useTRPC();
  const router = useRouter();
  const stepUp = useStepUp();
  const [isOpen, setIsOpen] = useState(false);
  const [isLimiting, setIsLimiting] = useState(false);
  const done = (text: string) => () => {
    setIsOpen(false);
    toast.success(text);
    router.refresh();
  };
  const remove = useMutation(
    trpc.identity.deleteOrganization.mutationOptions({
      onSuccess: done(t("deleted", { name })),
      onError: (refusal, asked) => void stepUp.asks(refusal, () => remove.mutate(asked)),
    }),
  );
  const restore = useMutation(
    trpc.identity.restoreOrganization.mutationOptions({ onSuccess: done(t("restored", { name })) }),
  );
  const step = isDeleted ? "restore" : "delete";
  const change = isDeleted ? restore : remove;
  return (
    <>
      {isDeleted ? null : (
        <Button size="sm" onClick={() => setIsLimiting(true)}>
          <HardDrive aria-hidden />
          {t("storage")}
        </Button>
      )}
      {isLimiting ? <StorageLimitDialog name={name} onClose={() => setIsLimiting(false)} /> : null}
      <Button size="sm" variant={isDeleted ? "secondary" : "danger"} onClick={() => setIsOpen(true)}>
        {isDeleted ? <RotateCcw aria-hidden /> : <Trash2 aria-hidden />}
        {t(`${step}.open`)}
      </Button>
      <ConfirmDialog
        open={isOpen && stepUp.dialog === null}
        onOpenChange={setIsOpen}
        title={t(`${step}.title`, { name })}
        description={t(`${step}.text`)}
        labels={{ cancel: t("cancel"), confirm: t(`${step}.submit`) }}
        isDestructive={!isDeleted}
        isBusy={change.isPending}
        error={problemOf(change.error)}
        onConfirm={() => change.mutate({ name })}
        {...(isDeleted ? {} : { typed: { name, label: t("typeName", { name }) } })}
      />
      {stepUp.dialog}
    </>
  );
}
