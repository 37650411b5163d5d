"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  title: string;
  onToggle?: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A part of a card that is opened and closed, without a frame of its own. */
export function Fold({ title, onToggle, children }: Props) {
  return (
    <details className="group/fold" onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary className="rounded-control text-caption hover:bg-hover -ml-1 inline-flex h-7 cursor-pointer items-center gap-1 pr-2 pl-1 font-medium select-none">
        <ChevronRight
          aria-hidden
          className="text-text-faint size-4 transition-transform duration-150 group-open/fold:rotate-90"
        />
        {title}
      </summary>
      {children}
    </details>
  );
}
