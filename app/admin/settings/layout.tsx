import { CloudDownload, ShieldCheck, SlidersHorizontal, Terminal, Upload, Wallet } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { SectionNav } from "@/components/shell/section-nav";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("adminSettings");
  const links = [
    { href: "/admin/settings/general", label: t("general"), icon: <SlidersHorizontal aria-hidden /> },
    { href: "/admin/settings/security", label: t("security"), icon: <ShieldCheck aria-hidden /> },
    { href: "/admin/settings/uploads", label: t("uploads"), icon: <Upload aria-hidden /> },
    { href: "/admin/settings/money", label: t("money"), icon: <Wallet aria-hidden /> },
    { href: "/admin/settings/cache", label: t("cache"), icon: <CloudDownload aria-hidden /> },
    { href: "/admin/settings/environment", label: t("environment"), icon: <Terminal aria-hidden /> },
  ];
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      <SectionNav label={t("sections")} links={links}>
        {children}
      </SectionNav>
    </PageBody>
  );
}
