import { getTranslations } from "next-intl/server";
import { TrendingList } from "@/components/hub/trending-list";
import { api } from "@/server/api/rsc";
import type { Shelf } from "@/server/hub/contract/repo";

/** What is looked at most now on one shelf. */
export async function TrendingOf({ shelf }: { shelf: Shelf }) {
  const [t, hub, { items }] = await Promise.all([
    getTranslations("home"),
    getTranslations("hub"),
    api.hub.listRepos({ shelf, sort: "trending", limit: 5 }),
  ]);
  return (
    <TrendingList
      title={hub(`titles.${shelf}`)}
      shelf={shelf}
      all={t(`all.${shelf}`)}
      empty={{ text: hub(`empty.${shelf}.text`), action: hub(`create.${shelf}`) }}
      repos={items}
    />
  );
}
