"use client";

import { useMutation } from "@tanstack/react-query";
import { RotateCcw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

interface Props {
  id: string;
  fullName: string;
  isDeleted: boolean;
}

/** Take a repository of anybody down, or bring it back. */
export function RepoActions({ id, fullName: name, isDeleted }: Props) {
  const t = useTranslations("adminRepoActions");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const done = (text: string) => ({
    onSuccess: () => {
      setIsOpen(false);
      toast.success(text);
      router.refresh();
    },
  });
  const remove = useMutation(trpc.hub.deleteAnyRepo.mutationOptions(done(t("deleted", { name }))));
  const restore = useMutation(trpc.hub.restoreRepo.mutationOptions(done(t("restored", { name }))));
  const step = isDeleted ? "restore" : "delete";
  const change = isDeleted ? restore : remove;
  return (
    <>
      <Button size="sm" variant={isDeleted ? "secondary" : "danger"} onClick={() => setIsOpen(true)}>
        {isDeleted ? <RotateCcw aria-hidden /> : <Trash2 aria-hidden />}
        {t(`${step}.open`)}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={t(`${step}.title`, { name })}
        description={t(`${step}.text`)}
        labels={{ cancel: t("cancel"), confirm: t(`${step}.submit`) }}
        isDestructive={!isDeleted}
        isBusy={change.isPending}
        error={change.error?.message}
        onConfirm={() => change.mutate({ id })}
        {...(isDeleted ? {} : { typed: { name, label: t("typeName", { name }) } })}
      />
    </>
  );
}
