import { FileKey2, GitBranch, HardDrive, MessagesSquare, RefreshCw, Settings, ShieldAlert, Users } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SectionNav } from "@/components/shell/section-nav";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "../href";
import { RepoFrame } from "../repo-frame";
import { NoSettings } from "./no-settings";

interface Props {
  repo: RepoDetails;
  /** Read for those only who administer the repository. */
  children?: ReactNode;
}

/** The settings of a repository, part by part; whoever does not administer it is told whom to ask. */
export async function SettingsFrame({ repo, children }: Props) {
  const t = await getTranslations("repoSettings");
  const part = (name: string) => hrefOf(repo, "settings", name);
  const links = [
    { href: hrefOf(repo, "settings"), label: t("general"), icon: <Settings aria-hidden />, isExact: true },
    { href: part("access"), label: t("access"), icon: <Users aria-hidden /> },
    { href: part("branches"), label: t("branches"), icon: <GitBranch aria-hidden /> },
    { href: part("discussions"), label: t("discussions"), icon: <MessagesSquare aria-hidden /> },
    { href: part("deploy-keys"), label: t("deployKeys"), icon: <FileKey2 aria-hidden /> },
    { href: part("mirrors"), label: t("mirrors"), icon: <RefreshCw aria-hidden /> },
    { href: part("storage"), label: t("storage"), icon: <HardDrive aria-hidden /> },
    { href: part("security"), label: t("security"), icon: <ShieldAlert aria-hidden /> },
  ];
  return (
    <RepoFrame repo={repo} tab="settings">
      {repo.can.admin ? (
        <SectionNav label={t("title")} links={links}>
          {children}
        </SectionNav>
      ) : (
        <NoSettings repo={repo} />
      )}
    </RepoFrame>
  );
}
