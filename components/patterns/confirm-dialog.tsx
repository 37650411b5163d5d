"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface Props {
  open: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** What will happen, before it does. */
  description: string;
  labels: { readonly cancel: string; readonly confirm: string };
  /** Has to be typed before the button works. */
  typed?: { readonly name: string; readonly label: string };
  isDestructive?: boolean;
  isBusy?: boolean;
  /** False while something that is needed is not there yet. */
  isReady?: boolean;
  /** What went wrong with the last try. */
  error?: string | undefined;
  onConfirm: () => void;
  children?: ReactNode;
}

/** One decision: what will happen, the safe button first, and a typed name where nothing can be undone. */
export function ConfirmDialog({ labels, typed, isDestructive, isBusy = false, error, onConfirm, ...rest }: Props) {
  const id = useId();
  const [text, setText] = useState("");
  const { children, isReady = true, ...frame } = rest;
  const change = (isOpen: boolean) => {
    setText("");
    frame.onOpenChange(isOpen);
  };
  return (
    <Dialog
      {...frame}
      onOpenChange={change}
      footer={
        <>
          <Button onClick={() => change(false)}>{labels.cancel}</Button>
          <Button
            variant={isDestructive ? "destructive" : "primary"}
            busy={isBusy}
            disabled={!isReady || (typed !== undefined && text.trim() !== typed.name)}
            onClick={onConfirm}
          >
            {labels.confirm}
          </Button>
        </>
      }
    >
      {children || typed || error ? (
        <>
          {children}
          {typed ? (
            <Field id={id} label={typed.label}>
              <Input
                id={id}
                value={text}
                autoComplete="off"
                spellCheck={false}
                className="font-mono"
                onChange={(event) => setText(event.target.value)}
              />
            </Field>
          ) : null}
          {error ? <Callout tone="danger" title={error} /> : null}
        </>
      ) : null}
    </Dialog>
  );
}
