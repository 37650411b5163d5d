import { getTranslations } from "next-intl/server";
import { ActivityFeed } from "@/components/notifications/activity-feed";
import { WhomToFollow } from "@/components/notifications/whom-to-follow";
import { listOfPage } from "@/server/api/page-list";
import { api } from "@/server/api/rsc";
import type { ListFeedInput } from "@/server/notifications/contract/activity";

const SUGGESTED = 6;

interface Props {
  username: string;
  filter: ListFeedInput;
}

/** What happened where the viewer follows; for who follows nobody, who is there. */
export async function Feed({ username, filter }: Props) {
  const [t, page] = await Promise.all([
    getTranslations("activity"),
    listOfPage(api.notifications.listFeed(filter), "/"),
  ]);
  const isEmpty = page.items.length === 0 && filter.topic === undefined;
  return (
    <section aria-labelledby="feed" className="grid min-w-0 grid-cols-1 gap-3">
      <h2 id="feed" className="text-lead">
        {t("feed")}
      </h2>
      <ActivityFeed
        page={page}
        path="/"
        query={{ topic: filter.topic, cursor: filter.cursor }}
        empty={isEmpty ? <WhomToFollow names={await owners(username)} /> : null}
      />
    </section>
  );
}

/** Whose models are looked at most now. */
async function owners(username: string): Promise<string[]> {
  const { items } = await api.hub.listRepos({ shelf: "models", sort: "trending", limit: 30 });
  const names = new Set(items.map(({ namespace }) => namespace));
  names.delete(username);
  return [...names].slice(0, SUGGESTED);
}
