import { ChartColumn, Gauge, KeyRound, MessagesSquare, Receipt, Rocket, Settings } from "lucide-react";
import type { RailGroup } from "./rail-nav";
import type { ShellMessages } from "./shell-messages";

/** The rail of the console; `settings` are those of the account one works for, a person's or an organisation's. */
export function consoleGroups(words: ShellMessages["consoleRail"], settings: string): readonly RailGroup[] {
  return [
    { links: [{ href: "/console", label: words.overview, icon: <Gauge aria-hidden />, isExact: true }] },
    {
      title: words.compute,
      links: [
        { href: "/console/deployments", label: words.deployments, icon: <Rocket aria-hidden /> },
        { href: "/console/playground", label: words.playground, icon: <MessagesSquare aria-hidden /> },
      ],
    },
    {
      title: words.account,
      links: [
        { href: "/console/api-keys", label: words.keys, icon: <KeyRound aria-hidden /> },
        { href: "/console/usage", label: words.usage, icon: <ChartColumn aria-hidden /> },
        { href: "/console/billing", label: words.billing, icon: <Receipt aria-hidden /> },
        { href: settings, label: words.settings, icon: <Settings aria-hidden /> },
      ],
    },
  ];
}
