"use client";

import { Popover as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { type Float, FloatAnchor } from "./float-button";

export interface PopoverContentProps {
  float: Float;
  label: string;
  children: ReactNode;
  align?: "start" | "center" | "end";
  className?: string;
}

export function PopoverContent({ float, label, children, align = "start", className }: PopoverContentProps) {
  return (
    <Primitive.Root open={float.isOpen} onOpenChange={float.onOpenChange}>
      <Primitive.Trigger asChild>
        <FloatAnchor button={float.button} />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          id={float.id}
          align={align}
          aria-label={label}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "w-aside rounded-float bg-surface-float text-small shadow-float is-open:animate-pop z-50 p-4",
            className,
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
