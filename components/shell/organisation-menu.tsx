"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { DropdownMenu, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/dropdown-menu";
import type { Float } from "@/components/ui/float-button";
import type { ShellMessages } from "./shell-messages";

export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly isPerson?: boolean;
}

interface Props {
  float: Float;
  messages: ShellMessages["organisation"];
  organisations: readonly Organisation[];
  chosen: string;
  onChoose: (id: string) => void;
}

export function OrganisationMenu({ float, messages, organisations, chosen, onChoose }: Props) {
  return (
    <DropdownMenu float={float} align="start">
      <MenuLabel>{messages.paysAndOwns}</MenuLabel>
      <MenuChoices
        value={chosen}
        onValueChange={onChoose}
        options={organisations.map((organisation) => ({
          value: organisation.id,
          label: organisation.name,
          icon: <Avatar name={organisation.name} shape={organisation.isPerson ? "person" : "organisation"} size="xs" />,
        }))}
      />
      <MenuSeparator />
      <MenuItem asChild>
        <Link href="/organizations/new">
          <Plus aria-hidden />
          {messages.create}
        </Link>
      </MenuItem>
    </DropdownMenu>
  );
}
