import {
  Bell,
  Building2,
  CircleUserRound,
  HardDrive,
  KeyRound,
  LockKeyhole,
  MonitorSmartphone,
  Terminal,
  Trash2,
  UserRound,
  UserX,
  Webhook,
} from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { SectionNav } from "@/components/shell/section-nav";
import { requireViewer } from "@/server/api/viewer";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const [t, viewer] = await Promise.all([getTranslations("settings"), requireViewer()]);
  const links = [
    { href: "/settings/profile", label: t("profile"), icon: <UserRound aria-hidden /> },
    { href: "/settings/account", label: t("account"), icon: <CircleUserRound aria-hidden /> },
    { href: "/settings/password", label: t("password"), icon: <LockKeyhole aria-hidden /> },
    { href: "/settings/sessions", label: t("sessions"), icon: <MonitorSmartphone aria-hidden /> },
    { href: "/settings/tokens", label: t("tokens"), icon: <KeyRound aria-hidden /> },
    { href: "/settings/ssh-keys", label: t("sshKeys"), icon: <Terminal aria-hidden /> },
    { href: "/settings/notifications", label: t("notifications"), icon: <Bell aria-hidden /> },
    { href: "/settings/blocked", label: t("blocked"), icon: <UserX aria-hidden /> },
    { href: "/settings/webhooks", label: t("webhooks"), icon: <Webhook aria-hidden /> },
    { href: "/settings/storage", label: t("storage"), icon: <HardDrive aria-hidden /> },
    { href: "/settings/deleted-repositories", label: t("deletedRepositories"), icon: <Trash2 aria-hidden /> },
    { href: "/organizations", label: t("organizations"), icon: <Building2 aria-hidden /> },
  ];
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("signedInAs", { name: viewer.username })} />
      <SectionNav label={t("title")} links={links}>
        {children}
      </SectionNav>
    </PageBody>
  );
}
