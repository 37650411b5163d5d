import { Download, ExternalLink, FileCode, History, Pencil, UserSearch } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import type { FileView, Place } from "@/server/hub/contract/content";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { fileHref, hrefOf } from "./href";

interface Props {
  repo: RepoDetails;
  place: Place;
  file: z.infer<typeof FileView>;
  /** By a commit or a pull request. */
  canChange: boolean;
}

/** Shown as what it is on the origin for user content. */
const PAGE = /\.(?:html?|svg)$/i;

/** What one does with a file. Only text at the head of a branch can be edited. */
export async function FileActions({ repo, place: { revision }, file, canChange }: Props) {
  const t = await getTranslations("file");
  const isEditable = canChange && file.text !== null && !file.lfs && !file.isTruncated;
  return (
    <>
      <Button asChild>
        <Link href={hrefOf(repo, "commits", revision, file.path)} prefetch={false}>
          <History aria-hidden />
          {t("history")}
        </Link>
      </Button>
      {file.text === null || file.lfs ? null : (
        <Button asChild>
          <Link href={hrefOf(repo, "blame", revision, file.path)} prefetch={false}>
            <UserSearch aria-hidden />
            {t("blame")}
          </Link>
        </Button>
      )}
      {file.text === null || file.keptBack ? null : (
        <Button asChild>
          <a href={fileHref(repo, revision, file.path)}>
            <FileCode aria-hidden />
            {t("raw")}
          </a>
        </Button>
      )}
      {PAGE.test(file.path) && !file.keptBack ? (
        <Button asChild>
          <a href={file.rawUrl} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden />
            {t("open")}
          </a>
        </Button>
      ) : null}
      {file.keptBack ? null : (
        <Button asChild>
          <a href={`${fileHref(repo, revision, file.path)}?download=true`}>
            <Download aria-hidden />
            {t("download")}
          </a>
        </Button>
      )}
      {isEditable ? (
        <Button asChild>
          <Link href={hrefOf(repo, "edit", revision, file.path)} prefetch={false}>
            <Pencil aria-hidden />
            {t(repo.can.write ? "edit" : "propose")}
          </Link>
        </Button>
      ) : null}
    </>
  );
}
