import { Download, History, Search, Upload } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import type { Place } from "@/server/hub/contract/content";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

interface Props {
  repo: RepoDetails;
  place: Place;
  /** Files can be committed, or proposed by a pull request. */
  canChange: boolean;
}

/** What one does with a folder: look at its history, take all of it along, add to it. */
export async function TreeActions({ repo, place, canChange }: Props) {
  const t = await getTranslations("files");
  const { revision, path, commit } = place;
  if (commit === null && !canChange) return null;
  const paths = path === "" ? [] : [path];
  return (
    <>
      {commit === null ? null : (
        <>
          <Button asChild>
            <Link href={hrefOf(repo, "commits", revision, ...paths)} prefetch={false}>
              <History aria-hidden />
              {t("history")}
            </Link>
          </Button>
          <Button asChild>
            <a href={hrefOf(repo, "archive", `${revision}.zip`)}>
              <Download aria-hidden />
              {t("downloadAll")}
            </a>
          </Button>
          <Button asChild>
            <Link href={hrefOf(repo, "find", revision)} prefetch={false}>
              <Search aria-hidden />
              {t("find")}
            </Link>
          </Button>
        </>
      )}
      {canChange ? (
        <Button asChild variant={repo.can.write ? "primary" : "secondary"}>
          <Link href={hrefOf(repo, "upload", revision, ...paths)} prefetch={false}>
            <Upload aria-hidden />
            {t(repo.can.write ? "addFiles" : "proposeFiles")}
          </Link>
        </Button>
      ) : null}
    </>
  );
}
