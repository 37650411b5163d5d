"use client";

import { useTranslations } from "next-intl";
import { KindIcon } from "@/components/patterns/asset-kind";
import { TextLink } from "@/components/ui/text-link";
import type { ImportPreview } from "@/server/mirror/contract";

/** What an address means, and what is there. */
export function ImportFound({ found }: { found: ImportPreview }) {
  const t = useTranslations("importRepo");
  const { kind, url, place, branchCount, tagCount, defaultBranch, isEmpty, source } = found;
  return (
    <div role="status" className="rounded-card bg-surface-raised flex items-start gap-3 border p-4">
      <KindIcon kind={kind} />
      <div className="grid min-w-0 gap-0.5">
        <TextLink href={url} className="text-small font-medium break-all">
          {place}
        </TextLink>
        <p className="text-caption text-text-muted">
          {t(`sources.${source}`)} · {t(`kinds.${kind}`)} ·{" "}
          {isEmpty ? t("empty") : t("contents", { branches: branchCount, tags: tagCount })}
          {defaultBranch === null ? null : ` · ${t("starts", { branch: defaultBranch })}`}
        </p>
      </div>
    </div>
  );
}
