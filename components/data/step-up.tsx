"use client";

import { useMutation } from "@tanstack/react-query";
import type { TRPCClientErrorLike } from "@trpc/client";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AppRouter } from "@/server/api/trpc/root";
import { useTRPC } from "./trpc";

export type Refusal = TRPCClientErrorLike<AppRouter>;

const WANTED = "reauthentication_required";

interface StepUp {
  /** True when the server wants the password once more: it is asked for, and `again` runs when it was right. */
  readonly asks: (refusal: Refusal, again: () => void) => boolean;
  /** Put it anywhere in the island; its words are those of the namespace `stepUp`. */
  readonly dialog: ReactNode;
}

/** For what the server does only when the password was typed in the last ten minutes. */
export function useStepUp(): StepUp {
  const [again, setAgain] = useState<{ readonly run: () => void } | null>(null);
  const asks: StepUp["asks"] = (refusal, run) => {
    if (refusal.data?.domain?.code !== WANTED) return false;
    setAgain({ run });
    return true;
  };
  const close = () => setAgain(null);
  const confirm = () => {
    close();
    again?.run();
  };
  return { asks, dialog: again ? <PasswordDialog onClose={close} onConfirmed={confirm} /> : null };
}

/** What a refusal says, unless the password answers it; `words` say it in the reader's language, by its code. */
export function problemOf(refusal: Refusal | null, words: Readonly<Record<string, string>> = {}): string | undefined {
  const code = refusal?.data?.domain?.code ?? "";
  return code === WANTED ? undefined : (words[code] ?? refusal?.message);
}

function PasswordDialog({ onClose, onConfirmed }: { onClose: () => void; onConfirmed: () => void }) {
  const t = useTranslations("stepUp");
  const trpc = useTRPC();
  const confirm = useMutation(trpc.identity.confirmPassword.mutationOptions({ onSuccess: onConfirmed }));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    confirm.mutate({ password: String(new FormData(event.currentTarget).get("password")) });
  };
  const isWrong = confirm.error?.data?.domain?.code === "wrong_password";
  const error = isWrong ? t("wrong") : confirm.error?.message;

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={t("text")}
      footer={
        <>
          <DialogClose asChild>
            <Button>{t("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form="step-up" variant="primary" busy={confirm.isPending}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form id="step-up" method="post" onSubmit={submit}>
        <Field id="step-up-password" label={t("password")} error={error}>
          <Input
            id="step-up-password"
            name="password"
            type="password"
            autoComplete="current-password"
            aria-describedby="step-up-password-help"
            required
          />
        </Field>
      </form>
    </Dialog>
  );
}
