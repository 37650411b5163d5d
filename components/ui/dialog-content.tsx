"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";
import { FloatAnchor } from "./float-button";
import { IconButton } from "./icon-button";
import { useUiMessages } from "./ui-messages";

export interface DialogContentProps {
  /** Gets the focus back. */
  button: RefObject<HTMLButtonElement | null>;
  open: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: string;
  children?: ReactNode;
  /** Buttons, the safe one first and the deciding one last. */
  footer?: ReactNode;
}

/** What has the focus, or the button of the menu that has it: a menu is gone when the dialog closes. */
function openerNow(): HTMLElement | null {
  const active = document.activeElement;
  const menuButton = active?.closest('[role="menu"]')?.getAttribute("aria-labelledby");
  if (menuButton) return document.getElementById(menuButton);
  return active instanceof HTMLElement ? active : null;
}

export function DialogContent({ button, title, description, children, footer, ...state }: DialogContentProps) {
  const messages = useUiMessages();
  const opener = useRef<HTMLElement>(null);
  return (
    <Primitive.Root {...state}>
      <Primitive.Trigger asChild>
        <FloatAnchor button={button} />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Overlay className="bg-backdrop is-open:animate-fade fixed inset-0 z-40 grid grid-cols-1 place-items-center overflow-y-auto p-4">
          <Primitive.Content
            {...(description ? {} : { "aria-describedby": undefined })}
            onOpenAutoFocus={() => {
              opener.current = button.current ?? openerNow();
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              opener.current?.focus();
            }}
            className="max-w-form rounded-float bg-surface-float shadow-modal is-open:animate-pop relative z-50 w-full"
          >
            <header className="grid gap-1 p-6 pr-14 pb-4">
              <Primitive.Title className="text-lead">{title}</Primitive.Title>
              {description ? (
                <Primitive.Description className="text-small text-text-muted">{description}</Primitive.Description>
              ) : null}
            </header>
            {children ? <div className="grid grid-cols-1 gap-4 px-6 pb-6">{children}</div> : null}
            {footer ? (
              <footer className="rounded-b-float bg-surface-sunken flex justify-end gap-2 border-t px-6 py-3">
                {footer}
              </footer>
            ) : null}
            <Primitive.Close asChild>
              <IconButton icon={X} label={messages.close} className="absolute top-4 right-4" />
            </Primitive.Close>
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export const DialogClose = Primitive.Close;
