"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactElement, type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";

interface Props {
  trigger: ReactElement;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description: string;
  submit: string;
  isBusy: boolean;
  problem: string | undefined;
  onSubmit: () => void;
  children: ReactNode;
}

/** A form in front of the page: its fields, what was refused, and two buttons. */
export function FormDialog({ trigger, isOpen, onOpenChange, title, description, ...form }: Props) {
  const t = useTranslations("providerActions");
  const id = useId();
  const send = (event: FormEvent) => {
    event.preventDefault();
    form.onSubmit();
  };
  return (
    <Dialog
      {...{ trigger, onOpenChange, title, description }}
      open={isOpen}
      footer={
        <>
          <DialogClose asChild>
            <Button>{t("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={id} variant="primary" busy={form.isBusy}>
            {form.submit}
          </Button>
        </>
      }
    >
      <form id={id} className="grid grid-cols-1 gap-5" onSubmit={send}>
        {form.children}
        {form.problem ? <Callout tone="danger" title={form.problem} /> : null}
      </form>
    </Dialog>
  );
}
