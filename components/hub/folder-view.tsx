import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { EmptyState } from "@/components/patterns/empty-state";
import { ListPager } from "@/components/patterns/list-pager";
import type { CommitSummary, Place, TreePage } from "@/server/hub/contract/content";
import type { Repo } from "@/server/hub/contract/repo";
import { CommitBar } from "./commit-bar";
import { FileTable } from "./file-table";
import { foldersFirst } from "./folders-first";
import { hrefOf } from "./href";

interface Props {
  repo: Repo;
  place: Place;
  /** `null` while nothing was ever committed. */
  page: z.infer<typeof TreePage> | null;
  lastCommit: z.infer<typeof CommitSummary> | null;
  /** Where this page of the folder starts; undefined for the first. */
  cursor: string | undefined;
}

/** One folder: its last commit, its entries, and the way to the next ones when there are many. */
export async function FolderView({ repo, place, page, lastCommit, cursor }: Props) {
  const t = await getTranslations("files");
  if (!page || page.items.length === 0) {
    return (
      <EmptyState kind={repo.kind} title={t("empty")} command={`git push origin ${place.revision}`}>
        {t("emptyText")}
      </EmptyState>
    );
  }
  // A page of a long folder keeps the order of its pages.
  const isWhole = cursor === undefined && page.nextCursor === null;
  const here = hrefOf(repo, "tree", place.revision, ...(place.path === "" ? [] : [place.path]));
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="rounded-card bg-surface-raised overflow-hidden border">
        {lastCommit ? <CommitBar repo={repo} commit={lastCommit} /> : null}
        <FileTable repo={repo} place={place} entries={isWhole ? foldersFirst(page.items) : page.items} />
      </div>
      <ListPager path={here} nextCursor={page.nextCursor} query={{ cursor }} count={page.items.length} />
    </div>
  );
}
