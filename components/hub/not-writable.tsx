import { GitPullRequest, Lock } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";
import type { Place } from "@/server/hub/contract/content";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

interface Props {
  repo: RepoDetails;
  place: Pick<Place, "revision" | "kind" | "path">;
  /** New files can be written on the site and proposed. */
  canPropose?: boolean;
}

/** Why nothing can be changed here: no right to, or a tag or commit instead of a branch. */
export async function NotWritable({ repo, place, canPropose = false }: Props) {
  const t = await getTranslations("hubWrite");
  const isForbidden = !repo.can.write;
  if (canPropose) return <Proposable {...{ repo, place }} />;
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

async function Proposable({ repo, place: { revision, path } }: Pick<Props, "repo" | "place">) {
  const t = await getTranslations("hubWrite");
  const href = `${hrefOf(repo, "edit", revision, ...(path === "" ? [] : [path]))}?new=1`;
  return (
    <EmptyState
      icon={GitPullRequest}
      title={t("proposeOnly")}
      action={
        <Button asChild>
          <Link href={href}>{t("proposeFile")}</Link>
        </Button>
      }
    >
      {t("proposeOnlyText")}
    </EmptyState>
  );
}
