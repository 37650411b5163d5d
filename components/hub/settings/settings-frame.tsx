import {
  FileKey2,
  Flag,
  GitBranch,
  HardDrive,
  MessagesSquare,
  RefreshCw,
  Settings,
  ShieldAlert,
  Users,
} from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SectionNav } from "@/components/shell/section-nav";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "../href";
import { RepoFrame } from "../repo-frame";
import { NoSettings } from "./no-settings";

const PARTS = {
  general: Settings,
  access: Users,
  branches: GitBranch,
  discussions: MessagesSquare,
  reports: Flag,
  "deploy-keys": FileKey2,
  mirrors: RefreshCw,
  storage: HardDrive,
  security: ShieldAlert,
} as const;

interface Props {
  repo: RepoDetails;
  part: keyof typeof PARTS;
  /** Read for those only who administer the repository. */
  children?: ReactNode;
}

/** The settings of a repository, part by part; whoever does not administer it is told whom to ask. */
export async function SettingsFrame({ repo, part, children }: Props) {
  const t = await getTranslations("repoSettings");
  const link = (name: Props["part"], label: string) => {
    const Icon = PARTS[name];
    const below = name === "general" ? [] : [name];
    return {
      href: hrefOf(repo, "settings", ...below),
      label,
      icon: <Icon aria-hidden />,
      isCurrent: name === part,
    };
  };
  const links = [
    link("general", t("general")),
    link("access", t("access")),
    link("branches", t("branches")),
    link("discussions", t("discussions")),
    link("reports", t("reports")),
    link("deploy-keys", t("deployKeys")),
    link("mirrors", t("mirrors")),
    link("storage", t("storage")),
    link("security", t("security")),
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
