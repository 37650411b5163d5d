"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import type { Float } from "@/components/ui/float-button";

export interface NewEntry {
  readonly href: string;
  readonly label: string;
  readonly icon: ReactNode;
}

export function NewMenuEntries({ float, entries }: { float: Float; entries: readonly NewEntry[] }) {
  return (
    <DropdownMenu float={float}>
      {entries.map((entry) => (
        <MenuItem key={entry.label} asChild>
          <Link href={entry.href}>
            {entry.icon}
            {entry.label}
          </Link>
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}
