"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { problemOf, useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";

interface Props {
  username: string;
  onClose: () => void;
}

/** Without mail, a forgotten password goes through a link that the administrator hands over. */
export function ResetLinkDialog({ username, onClose }: Props) {
  const t = useTranslations("adminUserActions");
  const locale = useLocale();
  const trpc = useTRPC();
  const stepUp = useStepUp();
  const make = useMutation(
    trpc.identity.createPasswordReset.mutationOptions({
      onError: (refusal, asked) => void stepUp.asks(refusal, () => make.mutate(asked)),
    }),
  );
  const problem = problemOf(make.error);
  return (
    <>
      <Dialog
        open={stepUp.dialog === null}
        onOpenChange={onClose}
        title={t("reset.title", { username })}
        description={t("reset.text")}
        footer={
          make.data ? (
            <DialogClose asChild>
              <Button variant="primary">{t("close")}</Button>
            </DialogClose>
          ) : (
            <>
              <DialogClose asChild>
                <Button>{t("cancel")}</Button>
              </DialogClose>
              <Button variant="primary" busy={make.isPending} onClick={() => make.mutate({ username })}>
                {t("reset.submit")}
              </Button>
            </>
          )
        }
      >
        {make.data ? (
          <div className="grid gap-2">
            <div className="flex items-center gap-2">
              <Input readOnly value={make.data.url} aria-label={t("reset.link")} className="font-mono" />
              <CopyButton text={make.data.url} label={t("reset.copy")} size="md" variant="secondary" />
            </div>
            <p className="text-caption text-text-muted">
              {t("reset.until", { until: make.data.expiresAt.toLocaleString(locale) })}
            </p>
          </div>
        ) : null}
        {problem ? <Callout tone="danger" title={problem} /> : null}
      </Dialog>
      {stepUp.dialog}
    </>
  );
}
