"use client";

import { cva, type VariantProps } from "class-variance-authority";
import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { type Float, FloatAnchor } from "./float-button";
import { IconButton } from "./icon-button";
import { useUiMessages } from "./ui-messages";

const sheetVariants = cva("bg-surface-float shadow-modal fixed z-50 flex flex-col", {
  variants: {
    side: {
      bottom: "rounded-t-float is-open:animate-rise inset-x-0 bottom-0 max-h-5/6",
      left: "is-open:animate-slide inset-y-0 left-0 w-72",
      right: "is-open:animate-fade max-w-form inset-y-0 right-0 w-full",
    },
  },
  defaultVariants: { side: "bottom" },
});

export interface SheetContentProps extends VariantProps<typeof sheetVariants> {
  float: Float;
  title: string;
  children: ReactNode;
}

export function SheetContent({ float, title, side, children }: SheetContentProps) {
  const messages = useUiMessages();
  return (
    <Dialog.Root open={float.isOpen} onOpenChange={float.onOpenChange}>
      <Dialog.Trigger asChild>
        <FloatAnchor button={float.button} />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="bg-backdrop is-open:animate-fade fixed inset-0 z-40" />
        <Dialog.Content id={float.id} aria-describedby={undefined} className={cn(sheetVariants({ side }))}>
          <header className="flex items-center justify-between border-b px-4 py-2">
            <Dialog.Title className="text-body">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton icon={X} label={messages.close} />
            </Dialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
