"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { UpdateApiKeyInput } from "@/server/gateway/contract";

interface FormProps {
  /** What the server said against it. */
  problem: string | undefined;
  isPending: boolean;
  onSubmit: (input: UpdateApiKeyInput) => void;
}

interface Props {
  title: string;
  description: string;
  /** The form that stands in the dialog. */
  form: (props: FormProps) => ReactNode;
}

/** A dialog in which one part of a key is changed. */
export function ChangeApiKey({ title, description, form }: Props) {
  const t = useTranslations("apiKeys");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const update = useMutation(
    trpc.gateway.updateApiKey.mutationOptions({
      onSuccess: ({ name }) => {
        setIsOpen(false);
        toast.message(t("changed", { name }));
        router.refresh();
      },
    }),
  );
  const change = (open: boolean) => {
    setIsOpen(open);
    if (!open) update.reset();
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={change}
      trigger={
        <Button size="sm">
          <Pencil aria-hidden />
          {t("change")}
        </Button>
      }
      {...{ title, description }}
    >
      {form({
        problem: update.error?.message,
        isPending: update.isPending,
        onSubmit: (input) => update.mutate(input),
      })}
    </Dialog>
  );
}
