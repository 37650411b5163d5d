import { getTranslations } from "next-intl/server";
import type { LineageEdge } from "@/server/hub/contract/lineage";
import { RELATION_LOOKS } from "./relation-looks";

/** What the lines mean, and which keys there are. */
export async function LineageLegend({ relations }: { relations: readonly LineageEdge["relation"][] }) {
  const t = await getTranslations("lineage");
  return (
    <div className="text-caption text-text-muted flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <ul aria-label={t("legend")} className="flex flex-wrap gap-x-4 gap-y-1">
        {relations.map((relation) => {
          const { colour, dashes } = RELATION_LOOKS[relation];
          return (
            <li key={relation} className="flex items-center gap-1.5">
              <svg aria-hidden="true" width="24" height="8" className="shrink-0">
                <line x1="0" x2="24" y1="4" y2="4" stroke={colour} strokeWidth="2" strokeDasharray={dashes} />
              </svg>
              {t(`madeOf.${relation}`)}
            </li>
          );
        })}
      </ul>
      <p>{t("keys")}</p>
    </div>
  );
}
