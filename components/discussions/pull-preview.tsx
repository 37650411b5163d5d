"use client";

import { useTranslations } from "next-intl";
import { StatusDot } from "@/components/ui/status-dot";
import type { Comparison } from "@/server/discussions/contract/pull";

interface Props {
  /** Nothing while it is being found out. */
  compared: Comparison | undefined;
  error: { readonly message: string } | null;
}

/** What the pull request would bring, and whether it can be merged; a line, so that choosing a branch moves nothing. */
export function PullPreview({ compared, error }: Props) {
  const t = useTranslations("discussions");
  const brings = compared ? told(t, compared) : null;
  return (
    <p aria-live="polite" className="text-small text-text-muted flex min-h-5 flex-wrap gap-x-4 gap-y-1">
      {error?.message}
      <span>{brings}</span>
      {compared && compared.commits.length > 0 ? <Mergeable {...compared} /> : null}
    </p>
  );
}

function Mergeable({ conflicts, isUnrelated }: Pick<Comparison, "conflicts" | "isUnrelated">) {
  const t = useTranslations("discussions");
  if (conflicts.length === 0 && !isUnrelated) return <StatusDot tone="success" label={t("brings.clean")} />;
  const label = isUnrelated ? t("brings.unrelated") : t("brings.conflicts", { count: conflicts.length });
  return (
    <span title={conflicts.slice(0, 20).join("\n")}>
      <StatusDot tone="warning" label={label} className="whitespace-normal" />
    </span>
  );
}

type Teller = ReturnType<typeof useTranslations<"discussions">>;

function told(t: Teller, { commits, hasMoreCommits, files }: Comparison): string {
  if (commits.length === 0) return t("brings.nothing");
  const counts = { commits: commits.length, files: files.length };
  return t(hasMoreCommits ? "brings.more" : "brings.all", counts);
}
