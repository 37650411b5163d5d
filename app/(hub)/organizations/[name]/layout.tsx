import { FolderLock, HardDrive, Mail, Settings, UserRound, Users, UserX, Wallet } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DeletedOrganization } from "@/components/identity/deleted-organization";
import { OrganizationHeader } from "@/components/identity/organization-header";
import { PageBody } from "@/components/shell/page-body";
import { SectionNav } from "@/components/shell/section-nav";
import { organizationOfPage } from "@/server/api/page-organization";
import { requireViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<{ name: string }>;
  children: ReactNode;
}

export default async function OrganizationLayout({ params, children }: Props) {
  const [{ name: asked }, t, locale] = await Promise.all([
    params,
    getTranslations("organizations"),
    getLocale(),
    requireViewer(),
  ]);
  const organization = await organizationOfPage(asked);
  const { name, role, deletedAt } = organization;
  if (deletedAt) return <DeletedOrganization organization={organization} locale={locale} />;

  const base = `/organizations/${name}`;
  const leads = role === "owner" || role === "admin";
  const links = [
    { href: `${base}/members`, label: t("memberPages"), icon: <UserRound aria-hidden /> },
    ...(role === null
      ? []
      : [
          { href: `${base}/teams`, label: t("teams"), icon: <Users aria-hidden /> },
          { href: `${base}/resource-groups`, label: t("groups"), icon: <FolderLock aria-hidden /> },
          { href: `${base}/budgets`, label: t("budgets"), icon: <Wallet aria-hidden /> },
          { href: `${base}/storage`, label: t("storage"), icon: <HardDrive aria-hidden /> },
        ]),
    ...(leads
      ? [
          { href: `${base}/invitations`, label: t("invitations"), icon: <Mail aria-hidden /> },
          { href: `${base}/blocked`, label: t("blocked"), icon: <UserX aria-hidden /> },
          { href: `${base}/settings`, label: t("settings"), icon: <Settings aria-hidden /> },
        ]
      : []),
  ];
  return (
    <PageBody>
      <OrganizationHeader organization={organization} />
      <SectionNav label={t("sections")} links={links}>
        {children}
      </SectionNav>
    </PageBody>
  );
}
