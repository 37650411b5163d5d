import { ArrowLeft, ArrowLeftRight } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { listAddress } from "@/components/patterns/list-address";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { hrefOf } from "../href";
import { RevisionPicker } from "../revision-picker";

export interface Compared {
  readonly base: string;
  readonly head: string;
  readonly mode: "three-dot" | "two-dot";
}

interface Props {
  repo: NamedRepo;
  compared: Compared;
  /** Where a pull request of it is opened, for who may. */
  pullHref: string | null;
}

const REVISION = "{revision}";
const kindOf = (revision: string) => (/^[0-9a-f]{40}$/.test(revision) ? "commit" : "branch");

export const compareHref = (repo: NamedRepo, { base, head, mode }: Compared): string =>
  listAddress(hrefOf(repo, "compare"), { base, head, mode: mode === "two-dot" ? mode : undefined });

/** Which two revisions are compared, and how. */
export async function CompareBar({ repo, compared, pullHref }: Props) {
  const t = await getTranslations("compare");
  const { base, head, mode } = compared;
  const patternOf = (side: "base" | "head") =>
    compareHref(repo, { ...compared, [side]: REVISION }).replace(encodeURIComponent(REVISION), REVISION);
  const other = mode === "three-dot" ? "two-dot" : "three-dot";
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Words namespaces={["revisionPicker"]}>
        <span className="text-small text-text-muted">{t("base")}</span>
        <RevisionPicker
          key={`base ${base}`}
          repo={repo}
          revision={base}
          kind={kindOf(base)}
          pattern={patternOf("base")}
        />
        <ArrowLeft aria-hidden className="text-text-faint size-4" />
        <span className="text-small text-text-muted">{t("head")}</span>
        <RevisionPicker
          key={`head ${head}`}
          repo={repo}
          revision={head}
          kind={kindOf(head)}
          pattern={patternOf("head")}
        />
      </Words>
      <span className="ml-auto flex flex-wrap gap-2">
        <Button asChild size="sm">
          <Link href={compareHref(repo, { base: head, head: base, mode })}>
            <ArrowLeftRight aria-hidden />
            {t("swap")}
          </Link>
        </Button>
        <Button asChild size="sm">
          <Link href={compareHref(repo, { base, head, mode: other })}>{t(other)}</Link>
        </Button>
        {pullHref === null ? null : (
          <Button asChild size="sm" variant="primary">
            <Link href={pullHref}>{t("openPull")}</Link>
          </Button>
        )}
      </span>
    </div>
  );
}
