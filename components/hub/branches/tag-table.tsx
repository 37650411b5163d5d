import { Download } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import type { Ref } from "@/server/git/contract";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "../href";
import { DeleteTag } from "./delete-tag";

interface Props {
  repo: RepoDetails;
  tags: readonly Ref[];
  isSearched: boolean;
}

/** Tags with what they say, and all files as one. */
export async function TagTable({ repo, tags, isSearched }: Props) {
  const t = await getTranslations("tags");
  if (tags.length === 0) {
    return (
      <EmptyState kind={repo.kind} title={t(isSearched ? "noMatch" : "empty")}>
        {t(isSearched ? "noMatchText" : "emptyText")}
      </EmptyState>
    );
  }
  return (
    <ul className="rounded-card bg-surface-raised divide-y border">
      {tags.map(({ name, commit, message }) => (
        <li key={name} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
          <div className="grid min-w-0 flex-1 basis-48 gap-0.5">
            <Link
              href={hrefOf(repo, "tree", name)}
              prefetch={false}
              className="text-small truncate font-mono font-medium hover:underline"
            >
              {name}
            </Link>
            {message ? <span className="text-caption text-text-muted truncate">{message}</span> : null}
          </div>
          <Link
            href={hrefOf(repo, "commit", commit)}
            prefetch={false}
            className="text-caption text-text-muted font-mono hover:underline"
          >
            {commit.slice(0, 7)}
          </Link>
          <ArchiveLinks repo={repo} tag={name} />
          {repo.can.write ? (
            <>
              <Link
                href={`${hrefOf(repo, "releases", "new")}?tag=${encodeURIComponent(name)}`}
                prefetch={false}
                className="text-caption text-accent-text hover:underline"
              >
                {t("release")}
              </Link>
              <DeleteTag repo={repo} tag={name} />
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** All files of a tag, packed in either way. */
export const ArchiveLinks = ({ repo, tag }: { repo: RepoDetails; tag: string }) => (
  <span className="text-caption flex gap-3">
    {["zip", "tar.gz"].map((format) => (
      <a
        key={format}
        href={hrefOf(repo, "archive", `${tag}.${format}`)}
        className="text-text-muted flex items-center gap-1 hover:underline"
      >
        <Download aria-hidden className="size-3.5" />
        {format}
      </a>
    ))}
  </span>
);
