import { getTranslations } from "next-intl/server";
import { ActivityFeed } from "@/components/notifications/activity-feed";
import { WhomToFollow } from "@/components/notifications/whom-to-follow";
import { listOfPage } from "@/server/api/page-list";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";
import type { ListFeedInput } from "@/server/notifications/contract/activity";

const SUGGESTED = 6;

interface Props {
  filter: ListFeedInput;
}

/** What happened where the viewer follows; for who follows nobody, who is there. */
export async function Feed({ filter }: Props) {
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
        empty={isEmpty ? <WhomToFollow names={await owners()} /> : null}
      />
    </section>
  );
}

/** Whose models are looked at most now, but for those that the viewer belongs to. */
async function owners(): Promise<string[]> {
  const trending = { shelf: "models", sort: "trending", limit: 30 } as const;
  const [{ items }, viewer] = await Promise.all([api.hub.listRepos(trending), getViewer()]);
  const names = new Set(items.map(({ namespace }) => namespace));
  for (const { name } of viewer?.accounts ?? []) names.delete(name);
  return [...names].slice(0, SUGGESTED);
}
