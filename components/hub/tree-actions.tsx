import { Download, History, Search, Upload } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import type { Place } from "@/server/hub/contract/content";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

/** What one does with a folder: look at its history, take all of it along, add to it. */
export async function TreeActions({ repo, place }: { repo: RepoDetails; place: Place }) {
  const t = await getTranslations("files");
  const { revision, path, kind, commit } = place;
  if (commit === null && !repo.can.write) return null;
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
      {repo.can.write && kind === "branch" ? (
        <Button asChild variant="primary">
          <Link href={hrefOf(repo, "upload", revision, ...paths)} prefetch={false}>
            <Upload aria-hidden />
            {t("addFiles")}
          </Link>
        </Button>
      ) : null}
    </>
  );
}
