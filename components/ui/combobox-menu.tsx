"use client";

import { Command } from "cmdk";
import { Check, ChevronsUpDown, Search } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { cn } from "./cn";
import { controlVariants } from "./control";
import { useUiMessages } from "./ui-messages";

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly icon?: ReactNode;
}

export interface ComboboxProps {
  options: readonly ComboboxOption[];
  id?: string;
  label: string;
  placeholder?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  /** Given, the options are what a search elsewhere found for the text: they are shown as they come. */
  onSearch?: (text: string) => void;
  describedBy?: string;
  /** Instead of "no match" while there are no options. */
  emptyText?: string | undefined;
  className?: string;
}

/** A select for more entries than one can take in at a glance: type to narrow. */
export function ComboboxMenu({ options, id, label, placeholder, defaultValue, ...props }: ComboboxProps) {
  const { onValueChange, onSearch, describedBy, emptyText, className } = props;
  const [isOpen, setIsOpen] = useState(false);
  // Kept whole: what a search finds next need not have it.
  const [picked, setPicked] = useState<ComboboxOption>();
  const value = picked?.value ?? defaultValue;
  const chosen = options.find((option) => option.value === value) ?? picked;

  const turn = (next: boolean) => {
    setIsOpen(next);
    if (!next) onSearch?.("");
  };
  const choose = (option: ComboboxOption) => {
    setPicked(option);
    turn(false);
    onValueChange?.(option.value);
  };

  return (
    <Popover.Root open={isOpen} onOpenChange={turn}>
      <Popover.Trigger
        id={id}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-describedby={describedBy}
        aria-label={chosen ? `${label}: ${chosen.label}` : label}
        className={cn(controlVariants(), "flex items-center justify-between gap-2 text-left", className)}
      >
        <span className="flex min-w-0 items-center gap-2 truncate">
          {chosen?.icon}
          {chosen?.label ?? <span className="text-text-faint">{placeholder}</span>}
        </span>
        <ChevronsUpDown aria-hidden className="text-text-faint size-4 shrink-0" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          id={`${id}-list`}
          aria-label={label}
          align="start"
          sideOffset={4}
          className="min-w-menu rounded-float bg-surface-float shadow-float is-open:animate-pop z-50 w-(--radix-popover-trigger-width)"
        >
          <Options
            options={options}
            value={value}
            label={label}
            onChoose={choose}
            emptyText={emptyText}
            {...(onSearch ? { onSearch } : {})}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface OptionsProps {
  options: readonly ComboboxOption[];
  value: string | undefined;
  label: string;
  onChoose: (option: ComboboxOption) => void;
  emptyText: string | undefined;
  onSearch?: (text: string) => void;
}

function Options({ options, value, label, onChoose, emptyText, onSearch }: OptionsProps) {
  const messages = useUiMessages();
  const [marked, setMarked] = useState("");
  const keys = options.map(keyOf);
  // What a search found comes late: the first of it is marked, so that Enter takes it.
  const found = onSearch ? { value: keys.includes(marked) ? marked : (keys[0] ?? ""), onValueChange: setMarked } : {};
  return (
    <Command label={label} shouldFilter={onSearch === undefined} {...found}>
      <div className="flex items-center gap-2 border-b px-3">
        <Search aria-hidden className="text-text-faint size-4" />
        <Command.Input
          placeholder={messages.search}
          className="text-small h-9 w-full bg-transparent outline-none"
          {...(onSearch ? { onValueChange: onSearch } : {})}
        />
      </div>
      <Command.List className="scroll-thin max-h-64 overflow-y-auto p-1">
        <Command.Empty className="text-small text-text-muted p-3 text-center">
          {emptyText ?? messages.noMatch}
        </Command.Empty>
        {options.map((option) => (
          <Command.Item
            key={option.value}
            value={keyOf(option)}
            onSelect={() => onChoose(option)}
            className="rounded-control text-small is-highlighted:bg-hover flex cursor-default items-center gap-2 px-2 py-1.5"
          >
            {option.icon}
            <span className="truncate">{option.label}</span>
            <span className="text-caption text-text-muted ml-auto flex items-center gap-2">
              {option.hint}
              <Check aria-hidden className={cn("text-accent-text size-4", option.value !== value && "invisible")} />
            </span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}

/** What the menu tells its entries apart by, and looks into. */
const keyOf = ({ label, hint = "" }: ComboboxOption): string => `${label} ${hint}`.trim();
