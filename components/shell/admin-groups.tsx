import {
  Building2,
  CircleDollarSign,
  Cloud,
  FileClock,
  Gauge,
  HeartPulse,
  Layers,
  LibraryBig,
  ListTodo,
  Mail,
  RefreshCw,
  Rocket,
  SlidersHorizontal,
  Tags,
  Users,
  Wallet,
} from "lucide-react";
import type { RailGroup } from "./rail-nav";
import type { ShellMessages } from "./shell-messages";

/** The rail of administration. */
export function adminGroups(words: ShellMessages["adminRail"]): readonly RailGroup[] {
  return [
    {
      links: [
        { href: "/admin", label: words.overview, icon: <Gauge aria-hidden />, isExact: true },
        { href: "/admin/health", label: words.health, icon: <HeartPulse aria-hidden /> },
      ],
    },
    {
      title: words.people,
      links: [
        { href: "/admin/users", label: words.users, icon: <Users aria-hidden /> },
        { href: "/admin/organizations", label: words.organizations, icon: <Building2 aria-hidden /> },
        { href: "/admin/repositories", label: words.repositories, icon: <LibraryBig aria-hidden /> },
        { href: "/admin/mirrors", label: words.mirrors, icon: <RefreshCw aria-hidden /> },
        { href: "/admin/tags", label: words.tags, icon: <Tags aria-hidden /> },
      ],
    },
    {
      title: words.compute,
      links: [
        { href: "/admin/deployments", label: words.deployments, icon: <Rocket aria-hidden /> },
        { href: "/admin/providers", label: words.providers, icon: <Cloud aria-hidden /> },
        { href: "/admin/runtimes", label: words.runtimes, icon: <Layers aria-hidden /> },
        { href: "/admin/jobs", label: words.jobs, icon: <ListTodo aria-hidden /> },
      ],
    },
    {
      title: words.governance,
      links: [
        { href: "/admin/prices", label: words.prices, icon: <CircleDollarSign aria-hidden /> },
        { href: "/admin/finance", label: words.finance, icon: <Wallet aria-hidden /> },
        { href: "/admin/mails", label: words.mails, icon: <Mail aria-hidden /> },
        { href: "/admin/settings", label: words.settings, icon: <SlidersHorizontal aria-hidden /> },
        { href: "/admin/audit", label: words.audit, icon: <FileClock aria-hidden /> },
      ],
    },
  ];
}
