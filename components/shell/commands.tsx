import { Bell, BookOpen, Building2, KeyRound, UserRound } from "lucide-react";
import type { CommandGroup } from "@/components/patterns/command-menu";
import { adminGroups } from "./admin-groups";
import { consoleGroups } from "./console-groups";
import type { RailGroup } from "./rail-nav";
import type { ShellMessages } from "./shell-messages";
import type { SignedInUser } from "./user-menu-entries";

/** The pages that the command menu leads to, beside the lists everybody sees. */
export function pageCommands(messages: ShellMessages, user: SignedInUser | null): readonly CommandGroup[] {
  const api = { id: "/docs/api", href: "/docs/api", label: messages.footer.api, icon: <BookOpen aria-hidden /> };
  if (!user) return [{ title: messages.footer.links, entries: [api] }];
  const account = [
    { href: `/${user.username}`, label: messages.user.profile, icon: <UserRound aria-hidden /> },
    { href: "/organizations", label: messages.user.organizations, icon: <Building2 aria-hidden /> },
    { href: "/settings/tokens", label: messages.user.tokens, icon: <KeyRound aria-hidden /> },
    { href: "/notifications", label: messages.notifications, icon: <Bell aria-hidden /> },
  ];
  return [
    commandsOf(messages.console, consoleGroups(messages.consoleRail, "/settings/profile")),
    { title: messages.user.menu, entries: [...account.map((link) => ({ id: link.href, ...link })), api] },
    ...(user.isOperator ? [commandsOf(messages.user.admin, adminGroups(messages.adminRail))] : []),
  ];
}

const commandsOf = (title: string, groups: readonly RailGroup[]): CommandGroup => ({
  title,
  entries: groups.flatMap(({ links }) => links.map(({ href, label, icon }) => ({ id: href, href, label, icon }))),
});
