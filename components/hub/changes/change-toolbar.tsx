import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import type { FileDiff } from "@/server/git/contract";
import { type ChangeListProps, diffHref } from "./diff-options";

/** How much changed, how it is shown, and the way to each file. */
export async function ChangeToolbar({
  changes,
  here,
  options,
  files,
}: ChangeListProps & { files: readonly FileDiff[] }) {
  const t = await getTranslations("commits");
  const totals = changes.totals ?? {
    files: files.length,
    additions: files.reduce((sum, { additions }) => sum + additions, 0),
    deletions: files.reduce((sum, { deletions }) => sum + deletions, 0),
  };
  const { isSplit, ignoresSpace } = options;
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="text-small text-text-muted flex flex-wrap gap-3 tabular-nums">
          <span>{t("changedFiles", { count: totals.files })}</span>
          <span className="text-success">+{totals.additions}</span>
          <span className="text-danger">−{totals.deletions}</span>
        </p>
        <nav aria-label={t("view")} className="ml-auto flex flex-wrap gap-2">
          <Button asChild size="sm">
            <Link href={diffHref(here, { ...options, isSplit: !isSplit })} scroll={false}>
              {t(isSplit ? "unified" : "split")}
            </Link>
          </Button>
          <Button asChild size="sm">
            <Link href={diffHref(here, { ...options, ignoresSpace: !ignoresSpace })} scroll={false}>
              {t(ignoresSpace ? "showSpace" : "hideSpace")}
            </Link>
          </Button>
        </nav>
      </div>
      {files.length > 1 ? (
        <details className="rounded-card bg-surface-raised border">
          <summary className="text-small cursor-default px-4 py-2">{t("jump")}</summary>
          <ol className="scroll-thin max-h-64 overflow-y-auto border-t py-1">
            {files.map(({ oldPath, path, additions, deletions }, index) => (
              <li key={`${oldPath ?? ""} ${path}`}>
                <a href={`#file-${index + 1}`} className="text-caption hover:bg-hover flex gap-3 px-4 py-1 font-mono">
                  <span className="min-w-0 flex-1 break-all">{path}</span>
                  <span className="text-success tabular-nums">+{additions}</span>
                  <span className="text-danger tabular-nums">−{deletions}</span>
                </a>
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </div>
  );
}
