"use client";

import { DropdownMenu, MenuChoices } from "@/components/ui/dropdown-menu";
import type { Float } from "@/components/ui/float-button";
import { LOCALES, type Locale } from "./preferences";

interface Props {
  float: Float;
  names: Readonly<Record<Locale, string>>;
  current: Locale;
  onChoose: (value: string) => void;
}

export function LocaleMenu({ float, names, current, onChoose }: Props) {
  return (
    <DropdownMenu float={float}>
      <MenuChoices
        value={current}
        onValueChange={onChoose}
        options={LOCALES.map((value) => ({ value, label: names[value] }))}
      />
    </DropdownMenu>
  );
}
