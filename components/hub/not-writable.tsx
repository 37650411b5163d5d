import { Lock } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";
import type { Place } from "@/server/hub/contract/content";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

interface Props {
  repo: RepoDetails;
  place: Pick<Place, "revision">;
}

/** Why nothing can be changed here: a mirror, the archive, no right to, or a tag or commit instead of a branch. */
export async function NotWritable({ repo, place }: Props) {
  const t = await getTranslations("hubWrite");
  if (repo.isMirror || repo.isArchived) {
    return (
      <Kept repo={repo} reason={repo.isMirror ? "mirror" : "archive"} href={hrefOf(repo, "tree", place.revision)} />
    );
  }
  const isForbidden = !repo.can.write;
  const href = isForbidden ? hrefOf(repo, "tree", place.revision) : hrefOf(repo, "upload", repo.defaultBranch);
  return (
    <EmptyState
      icon={Lock}
      title={isForbidden ? t("forbidden") : t("noBranch", { revision: place.revision })}
      action={
        <Button asChild>
          <Link href={href}>{isForbidden ? t("backToFiles") : t("goToBranch", { branch: repo.defaultBranch })}</Link>
        </Button>
      }
    >
      {isForbidden ? t("forbiddenText", { owner: repo.namespace }) : t("noBranchText")}
    </EmptyState>
  );
}

interface KeptProps {
  repo: RepoDetails;
  reason: keyof typeof SETTINGS;
  /** Back to the files, for who may not change that. */
  href: string;
}

/** Where whoever administers the repository opens it again: a mirror is ended, an archived one is brought back. */
const SETTINGS = { mirror: ["mirrors"], archive: [] } as const;

/** Nobody's right is missing: it follows another repository, or was put away. */
async function Kept({ repo, reason, href }: KeptProps) {
  const t = await getTranslations("hubWrite");
  return (
    <EmptyState
      icon={Lock}
      title={t(reason)}
      action={
        <Button asChild>
          <Link href={repo.can.admin ? hrefOf(repo, "settings", ...SETTINGS[reason]) : href}>
            {t(repo.can.admin ? `${reason}Settings` : "backToFiles")}
          </Link>
        </Button>
      }
    >
      {repo.can.admin ? t(`${reason}Text`) : t(`${reason}OwnerText`, { owner: repo.namespace })}
    </EmptyState>
  );
}
