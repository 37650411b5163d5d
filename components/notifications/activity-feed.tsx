import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { z } from "zod";
import { FilterLinks } from "@/components/patterns/filter-links";
import { ListPager } from "@/components/patterns/list-pager";
import { ACTIVITY_TOPICS, type ActivityPage, type ActivityTopic } from "@/server/notifications/contract/activity";
import { ActivityList } from "./activity-list";

interface Props {
  page: z.infer<typeof ActivityPage>;
  path: string;
  /** What the address says; `topic` and `cursor` belong to this list. */
  query: { readonly topic?: ActivityTopic | undefined; readonly cursor?: string | undefined; readonly tab?: string };
  /** What stands there while nothing has happened. */
  empty: ReactNode;
}

/** A page of activity, and what it is narrowed to. */
export async function ActivityFeed({ page: { items, nextCursor }, path, query, empty }: Props) {
  const t = await getTranslations("activity");
  return (
    <div className="grid min-w-0 grid-cols-1 gap-3">
      {items.length > 0 || query.topic ? (
        <FilterLinks
          label={t("filter")}
          path={path}
          query={query}
          name="topic"
          options={[
            { label: t("topics.all") },
            ...ACTIVITY_TOPICS.map((value) => ({ value, label: t(`topics.${value}`) })),
          ]}
        />
      ) : null}
      {items.length > 0 ? <ActivityList activities={items} /> : null}
      {items.length === 0 && query.topic ? (
        <p className="rounded-card text-small text-text-muted border px-4 py-6 text-center">{t("noneOfTopic")}</p>
      ) : null}
      {items.length === 0 && !query.topic ? empty : null}
      <ListPager next={t("older")} path={path} query={query} nextCursor={nextCursor} />
    </div>
  );
}
