import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { controlVariants } from "./control";

interface Props {
  id?: string | undefined;
  label?: string | undefined;
  size?: "sm" | "md" | "lg" | null | undefined;
  className?: string | undefined;
  /** What is chosen. */
  children: ReactNode;
}

/** A choice that can be read already and not yet be changed. */
export function ClosedSelect({ id, label, size, className, children }: Props) {
  return (
    <button
      type="button"
      id={id}
      role="combobox"
      aria-expanded={false}
      aria-label={label}
      disabled
      className={cn(controlVariants({ size }), "flex items-center justify-between gap-2 text-left", className)}
    >
      <span className="truncate">{children}</span>
      <ChevronDown aria-hidden className="text-text-faint size-4 shrink-0" />
    </button>
  );
}
