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

/** Why nothing can be changed here: no right to, or a tag or commit instead of a branch. */
export async function NotWritable({ repo, place }: Props) {
  const t = await getTranslations("hubWrite");
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
