"use client";

import { type FormEvent, type ReactElement, type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";

interface Props {
  /** The button that opens it, unless the page opens it otherwise. */
  trigger?: ReactElement;
  open: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description: string;
  labels: { readonly cancel: string; readonly confirm: string };
  isBusy: boolean;
  /** What the server said to the last try. */
  error: string | undefined;
  onSubmit: () => void;
  children: ReactNode;
}

/** Fields in front of the page; Enter sends them. */
export function FormDialog({ labels, isBusy, error, onSubmit, children, ...frame }: Props) {
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) onSubmit();
  };
  return (
    <Dialog
      {...frame}
      footer={
        <>
          <Button onClick={() => frame.onOpenChange(false)}>{labels.cancel}</Button>
          <Button type="submit" form={id} variant="primary" busy={isBusy}>
            {labels.confirm}
          </Button>
        </>
      }
    >
      <form id={id} className="grid grid-cols-1 gap-4" onSubmit={submit}>
        {children}
      </form>
      {error ? <Callout tone="danger" title={error} /> : null}
    </Dialog>
  );
}
