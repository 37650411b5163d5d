"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";

interface Props {
  id: string;
  name: string;
  /** Where one stands afterwards; on the same page unless told. */
  leadsTo?: string;
}

/** Ends a key, after saying what that means. */
export function DeleteApiKey({ id, name, leadsTo }: Props) {
  const t = useTranslations("apiKeys");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const remove = useMutation(
    trpc.gateway.deleteApiKey.mutationOptions({
      onSuccess: () => {
        setIsOpen(false);
        toast.message(t("deleted", { name }));
        if (leadsTo) router.push(leadsTo);
        router.refresh();
      },
    }),
  );
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<IconButton icon={Trash2} label={t("delete", { name })} />}
      title={t("deleteTitle", { name })}
      description={t("deleteText")}
      footer={
        <>
          <DialogClose asChild>
            <Button>{t("cancel")}</Button>
          </DialogClose>
          <Button variant="destructive" busy={remove.isPending} onClick={() => remove.mutate({ keyId: id })}>
            {t("deleteKey")}
          </Button>
        </>
      }
    >
      {remove.error ? <Callout tone="danger" title={remove.error.message} /> : null}
    </Dialog>
  );
}
