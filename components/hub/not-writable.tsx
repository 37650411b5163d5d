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

/** Why nothing can be changed here: a mirror, no right to, or a tag or commit instead of a branch. */
export async function NotWritable({ repo, place }: Props) {
  const t = await getTranslations("hubWrite");
  if (repo.isMirror) return <MirrorOnly repo={repo} href={hrefOf(repo, "tree", place.revision)} />;
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

/** Nobody's right is missing: it follows another repository, and whoever administers it may end that. */
async function MirrorOnly({ repo, href }: { repo: RepoDetails; href: string }) {
  const t = await getTranslations("hubWrite");
  return (
    <EmptyState
      icon={Lock}
      title={t("mirror")}
      action={
        <Button asChild>
          <Link href={repo.can.admin ? hrefOf(repo, "settings", "mirrors") : href}>
            {t(repo.can.admin ? "mirrorSettings" : "backToFiles")}
          </Link>
        </Button>
      }
    >
      {repo.can.admin ? t("mirrorText") : t("mirrorOwnerText", { owner: repo.namespace })}
    </EmptyState>
  );
}
