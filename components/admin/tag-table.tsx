import { EyeOff, Replace, Star } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { RecordTable } from "@/components/patterns/record-table";
import { Words } from "@/components/shell/words";
import { Badge } from "@/components/ui/badge";
import { Count } from "@/components/ui/count";
import type { ManagedTag, TagRule } from "@/server/hub/contract/tag-rule";
import { TagActions } from "./tag-actions";

const ICONS = { hidden: EyeOff, featured: Star, alias: Replace } as const;

/** Tags as cards say them, and what rules make of them. */
export async function TagTable({ tags }: { tags: readonly ManagedTag[] }) {
  const [t, locale] = await Promise.all([getTranslations("adminTags"), getLocale()]);
  const labelOf = ({ labelEn, labelZh }: TagRule) => (locale.startsWith("zh") ? labelZh : labelEn);
  const detailOf = (rule: TagRule): string | null => (rule.rule === "alias" ? rule.target : labelOf(rule));
  return (
    <Words namespaces={["adminTagActions"]}>
      <RecordTable
        label={t("title")}
        rows={tags}
        rowId={({ facet, tag }) => `${facet}:${tag}`}
        columns={[
          {
            id: "tag",
            header: t("tag"),
            isTitle: true,
            cell: ({ tag }) => <span className="font-medium break-all">{tag}</span>,
          },
          { id: "facet", header: t("facet"), cell: ({ facet }) => t(`facets.${facet}`) },
          {
            id: "count",
            header: t("count"),
            align: "right",
            cell: ({ count }) => <Count value={count} locale={locale} />,
          },
          {
            id: "rule",
            header: t("rule"),
            cell: ({ rule }) =>
              rule ? (
                <span className="flex min-w-0 items-center gap-2">
                  <Badge icon={ICONS[rule.rule]}>{t(`rules.${rule.rule}`)}</Badge>
                  <span className="text-text-muted break-all">{detailOf(rule)}</span>
                </span>
              ) : (
                <span className="text-text-muted">{t("noRule")}</span>
              ),
          },
          {
            id: "actions",
            header: t("actions"),
            isActions: true,
            cell: ({ facet, tag, rule }) => <TagActions {...{ facet, tag, rule }} />,
          },
        ]}
      />
    </Words>
  );
}
