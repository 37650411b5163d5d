"use client";

import type { VariantProps } from "class-variance-authority";
import { Check, ChevronDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import { useState } from "react";
import { cn } from "./cn";
import { controlVariants } from "./control";

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly isDisabled?: boolean;
}

export interface SelectProps extends VariantProps<typeof controlVariants> {
  options: readonly SelectOption[];
  id?: string;
  label?: string;
  placeholder?: string;
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  isDisabled?: boolean;
  isInvalid?: boolean;
  describedBy?: string | undefined;
  className?: string;
}

export function SelectMenu({ options, size, id, label, placeholder, className, ...props }: SelectProps) {
  const { isDisabled = false, isInvalid = false, describedBy, defaultValue = "", onValueChange } = props;
  const [own, setOwn] = useState(defaultValue);
  const value = props.value ?? own;
  const chosen = options.find((option) => option.value === value);
  const choose = (next: string) => {
    setOwn(next);
    onValueChange?.(next);
  };
  return (
    <Primitive.Root disabled={isDisabled} value={value} onValueChange={choose}>
      <Primitive.Trigger
        id={id}
        aria-label={label}
        aria-invalid={isInvalid || undefined}
        aria-describedby={describedBy}
        className={cn(controlVariants({ size }), "flex items-center justify-between gap-2 text-left", className)}
      >
        <span className="flex min-w-0 items-center gap-1.5 truncate">
          <Primitive.Value placeholder={<span className="text-text-faint">{placeholder}</span>}>
            {chosen?.label}
          </Primitive.Value>
        </span>
        <ChevronDown aria-hidden className="text-text-faint size-4 shrink-0" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          className="rounded-float bg-surface-float shadow-float is-open:animate-pop z-50 max-h-80 min-w-(--radix-select-trigger-width) overflow-hidden"
        >
          <Primitive.Viewport className="p-1">
            {options.map((option) => (
              <SelectItem key={option.value} {...option} />
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function SelectItem({ value, label, hint, isDisabled = false }: SelectOption) {
  return (
    <Primitive.Item
      value={value}
      disabled={isDisabled}
      className="rounded-control text-small is-disabled:text-text-faint is-highlighted:bg-hover relative flex cursor-default items-start gap-2 py-1.5 pr-8 pl-2 outline-none select-none"
    >
      <span className="grid">
        <Primitive.ItemText>{label}</Primitive.ItemText>
        {hint ? <span className="text-caption text-text-muted">{hint}</span> : null}
      </span>
      <Primitive.ItemIndicator className="absolute top-2 right-2">
        <Check aria-hidden className="text-accent-text size-4" />
      </Primitive.ItemIndicator>
    </Primitive.Item>
  );
}
