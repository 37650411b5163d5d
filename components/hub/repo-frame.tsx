import { FileText, Folder, GitCommitHorizontal } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AssetHeader } from "@/components/patterns/asset-header";
import { PageBody } from "@/components/shell/page-body";
import { NavTabs } from "@/components/ui/nav-tabs";
import { type Repo, shelfOf } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

interface Props {
  repo: Repo;
  tab: "card" | "files" | "commits";
  children: ReactNode;
}

const SHOWN = { public: "public", internal: "organisation", private: "private" } as const;

/** Header and tabs, above everything that is shown of a repository. */
export async function RepoFrame({ repo, tab, children }: Props) {
  const t = await getTranslations("hub");
  const hrefs = {
    card: hrefOf(repo),
    files: hrefOf(repo, "tree", repo.defaultBranch),
    commits: hrefOf(repo, "commits"),
  };
  return (
    <PageBody>
      <AssetHeader
        kind={repo.kind}
        owner={repo.namespace}
        name={repo.name}
        ownerHref={`/${shelfOf(repo.kind)}?author=${encodeURIComponent(repo.namespace)}`}
        visibility={{ value: SHOWN[repo.visibility], label: t(`visibility.${repo.visibility}`) }}
        copyLabel={t("copyName")}
        tags={repo.tags.map((label) => ({ label, href: `/${shelfOf(repo.kind)}?tag=${encodeURIComponent(label)}` }))}
      />
      <NavTabs
        label={t("parts")}
        current={hrefs[tab]}
        tabs={[
          { href: hrefs.card, label: t("card"), icon: FileText },
          { href: hrefs.files, label: t("files"), icon: Folder },
          { href: hrefs.commits, label: t("commits"), icon: GitCommitHorizontal },
        ]}
      />
      {children}
    </PageBody>
  );
}
