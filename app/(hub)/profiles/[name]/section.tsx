import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { z } from "zod";
import { OwnerCollections } from "@/components/hub/collections/owner-collections";
import { OwnerRepos } from "@/components/hub/owner-repos";
import { FollowList } from "@/components/identity/follow-list";
import { ActivityFeed } from "@/components/notifications/activity-feed";
import { NoActivity } from "@/components/notifications/no-activity";
import { orNull } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { SHELVES } from "@/server/hub/contract/repo";
import type { Profile } from "@/server/identity/contract";
import { ActivityTopic } from "@/server/notifications/contract/activity";
import { Overview } from "./overview";

type Said = string | string[];

export interface ProfileQuery {
  readonly tab?: Said;
  readonly cursor?: Said;
  readonly topic?: Said;
}

const TABS = ["overview", ...SHELVES, "collections", "activity", "followers", "following"] as const;
type Tab = (typeof TABS)[number];

export const tabOf = ({ tab }: ProfileQuery): Tab => TABS.find((one) => one === tab) ?? "overview";

export interface Asked {
  readonly profile: z.infer<typeof Profile>;
  readonly query: ProfileQuery;
  readonly isSelf: boolean;
  /** Whoever looks is this account, or belongs to it. */
  readonly isMember: boolean;
  /** Whoever looks may choose what stands here. */
  readonly canArrange: boolean;
}

const REPOS = 24;
const PEOPLE = 30;

/** What the tab shows that the address names. */
export async function profileSection(asked: Asked): Promise<ReactNode> {
  const { profile, query, isMember } = asked;
  const { name } = profile;
  const tab = tabOf(query);
  const cursor = typeof query.cursor === "string" ? query.cursor : undefined;
  const place = cursor === undefined ? {} : { cursor };
  const again = `/${name}?tab=${tab}`;
  switch (tab) {
    case "overview":
      return <Overview {...asked} />;
    case "collections": {
      const page = await firstOr(api.hub.listCollections({ owner: name, ...place }), again);
      return <OwnerCollections owner={name} page={page} cursor={cursor} />;
    }
    case "activity": {
      const topic = ActivityTopic.safeParse(query.topic).data;
      const page = await firstOr(api.notifications.listAccountActivity({ name, topic, limit: 20, ...place }), again);
      const t = await getTranslations("activity");
      const empty = <NoActivity>{t(asked.isSelf ? "noneOfOwn" : "noneOfAccount")}</NoActivity>;
      return <ActivityFeed page={page} path={`/${name}`} query={{ tab, topic, cursor }} empty={empty} />;
    }
    case "followers":
    case "following": {
      const list = tab === "followers" ? api.identity.listFollowers : api.identity.listFollowing;
      const { items, nextCursor } = await firstOr(list({ name, limit: PEOPLE, ...place }), again);
      return <FollowList side={tab} accounts={items} name={name} cursor={cursor} nextCursor={nextCursor} />;
    }
    default: {
      const filter = { shelf: tab, author: name, sort: "updated" as const, limit: REPOS };
      const page = await firstOr(api.hub.listRepos({ ...filter, ...place }), again);
      return <OwnerRepos owner={name} shelf={tab} page={page} cursor={cursor} isOwn={isMember} />;
    }
  }
}

/** A cursor that no longer fits leads to the first page. */
const firstOr = async <T,>(reading: Promise<T>, firstPage: string): Promise<T> =>
  (await orNull(reading)) ?? redirect(firstPage);
