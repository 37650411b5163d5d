import { ListChecks } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { Discussion } from "@/server/discussions/contract";

/** How far the tasks of a description are. */
export async function TaskProgress({ tasks: { done, total } }: Pick<Discussion, "tasks">) {
  const t = await getTranslations("discussions");
  if (total === 0) return null;
  return (
    <span className="text-caption text-text-muted inline-flex items-center gap-1 whitespace-nowrap tabular-nums">
      <ListChecks aria-hidden className="size-3.5" />
      {t("tasksDone", { done, total })}
    </span>
  );
}
