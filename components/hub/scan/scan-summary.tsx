import { getTranslations } from "next-intl/server";
import { TextLink } from "@/components/ui/text-link";
import type { Repo } from "@/server/hub/contract/repo";
import type { RepoScan } from "@/server/hub/contract/scan";
import { hrefOf } from "../href";
import { ScanBadge } from "./scan-badge";

const SHOWN = 5;

/** What the scanner says of a whole model, and the way to the files that are not safe. */
export async function ScanSummary({ repo, scan }: { repo: Repo; scan: RepoScan }) {
  const t = await getTranslations("scan");
  const { safe, suspicious, unsafe, not_scanned: skipped } = scan.counts;
  const { isDone, plainCount, pendingCount } = scan;
  const isClean = isDone && suspicious + unsafe + skipped === 0;
  const isAnyCounted = safe + suspicious + unsafe + skipped > 0;
  const counted = isClean
    ? t("summary.clean", { count: safe })
    : t("summary.counts", { safe, suspicious, unsafe, skipped });
  return (
    <section aria-label={t("title")} className="text-small grid gap-2">
      <h2 className="font-medium">{t("title")}</h2>
      {isAnyCounted ? <p className="text-text-muted">{counted}</p> : null}
      {plainCount > 0 ? <p className="text-text-muted">{t("summary.plain", { count: plainCount })}</p> : null}
      {isDone && !isAnyCounted && plainCount === 0 ? <p className="text-text-muted">{t("summary.none")}</p> : null}
      {isDone ? null : (
        <p className="text-text-muted">
          {pendingCount === 0 ? t("summary.unfinished") : t("summary.pending", { count: pendingCount })}
        </p>
      )}
      {scan.issues.slice(0, SHOWN).map(({ path, status }) => (
        <p key={path} className="flex min-w-0 items-center gap-2">
          <ScanBadge status={status} />
          <TextLink href={hrefOf(repo, "blob", repo.defaultBranch, path)} className="truncate">
            {path}
          </TextLink>
        </p>
      ))}
      {scan.issues.length > SHOWN ? (
        <p className="text-text-muted">{t("more", { count: scan.issues.length - SHOWN })}</p>
      ) : null}
    </section>
  );
}
