"use client";

import { Building2, KeyRound, LogOut, Settings, ShieldCheck, UserRound } from "lucide-react";
import Link from "next/link";
import { signOut } from "@/components/data/session";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import type { Float } from "@/components/ui/float-button";
import type { ShellMessages } from "./shell-messages";

export interface SignedInUser {
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly avatarUrl: string | null;
  readonly isOperator: boolean;
}

export interface UserMenuContent {
  messages: ShellMessages["user"];
  user: SignedInUser;
}

export function UserMenuEntries({ float, messages, user }: UserMenuContent & { float: Float }) {
  const links = [
    { href: `/${user.username}`, label: messages.profile, icon: <UserRound aria-hidden /> },
    { href: "/organizations", label: messages.organizations, icon: <Building2 aria-hidden /> },
    { href: "/settings/tokens", label: messages.tokens, icon: <KeyRound aria-hidden /> },
    { href: "/settings/profile", label: messages.settings, icon: <Settings aria-hidden /> },
    ...(user.isOperator ? [{ href: "/admin", label: messages.admin, icon: <ShieldCheck aria-hidden /> }] : []),
  ];
  return (
    <DropdownMenu float={float}>
      <div className="px-2 py-1.5">
        <p className="text-small font-medium">{user.displayName}</p>
        <p className="text-caption text-text-muted">{user.email}</p>
      </div>
      <MenuSeparator />
      {links.map(({ href, label, icon }) => (
        <MenuItem key={href} asChild>
          <Link href={href}>
            {icon}
            {label}
          </Link>
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void signOut()}>
        {messages.signOut}
      </MenuItem>
    </DropdownMenu>
  );
}
