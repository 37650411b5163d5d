"use client";

import { useMutation } from "@tanstack/react-query";
import { MailOpen, Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { problemOf, useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";

interface Props {
  id: string;
  canSend: boolean;
}

/** Read a letter that was not sent, or send it now. */
export function MailActions({ id, canSend }: Props) {
  const t = useTranslations("adminMailActions");
  const router = useRouter();
  const [isReading, setIsReading] = useState(false);
  const retry = useMutation(
    useTRPC().mail.retryMail.mutationOptions({
      onSuccess: () => {
        toast.success(t("retried"));
        router.refresh();
      },
      onError: ({ message }) => toast.error(message),
    }),
  );
  return (
    <span className="flex flex-wrap gap-2">
      <Button size="sm" onClick={() => setIsReading(true)}>
        <MailOpen aria-hidden />
        {t("read")}
      </Button>
      {canSend ? (
        <Button size="sm" busy={retry.isPending} onClick={() => retry.mutate({ id })}>
          <Send aria-hidden />
          {t("retry")}
        </Button>
      ) : null}
      {isReading ? <LetterDialog id={id} onClose={() => setIsReading(false)} /> : null}
    </span>
  );
}

function LetterDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations("adminMailActions");
  const stepUp = useStepUp();
  const read = useMutation(
    useTRPC().mail.readMail.mutationOptions({
      onError: (refusal, asked) => void stepUp.asks(refusal, () => read.mutate(asked)),
    }),
  );
  const problem = problemOf(read.error, { forbidden: t("ownersOnly") });
  return (
    <>
      <Dialog
        open={stepUp.dialog === null}
        onOpenChange={onClose}
        title={read.data?.subject ?? t("readTitle")}
        description={t("readText")}
        footer={
          <>
            <DialogClose asChild>
              <Button>{t("close")}</Button>
            </DialogClose>
            {read.data ? null : (
              <Button variant="primary" busy={read.isPending} onClick={() => read.mutate({ id })}>
                {t("show")}
              </Button>
            )}
          </>
        }
      >
        {read.data ? (
          <div className="grid gap-2">
            <div className="flex justify-end">
              <CopyButton text={read.data.text} label={t("copy")} size="md" variant="secondary" />
            </div>
            <pre className="text-small rounded-card bg-surface-sunken max-h-96 overflow-auto border p-3 break-words whitespace-pre-wrap">
              {read.data.text}
            </pre>
          </div>
        ) : null}
        {problem ? <Callout tone="danger" title={problem} /> : null}
      </Dialog>
      {stepUp.dialog}
    </>
  );
}
