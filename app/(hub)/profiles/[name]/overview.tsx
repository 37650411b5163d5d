import { getTranslations } from "next-intl/server";
import { Pinned } from "@/components/hub/pins/pinned";
import { RepoGrid } from "@/components/hub/repo-grid";
import { AccountReadme } from "@/components/identity/account-readme";
import { ActivityList } from "@/components/notifications/activity-list";
import { NoActivity } from "@/components/notifications/no-activity";
import { TextLink } from "@/components/ui/text-link";
import { addressesOfText } from "@/server/api/page-pictures";
import { api } from "@/server/api/rsc";
import type { Asked } from "./section";

const LATEST = 5;
const RECENT = 4;

/** What an account tells of itself, what it puts first, and what it did last. */
export async function Overview({ profile: { name }, isSelf, canArrange }: Omit<Asked, "query">) {
  const recent = { shelf: "models", author: name, sort: "updated", limit: RECENT } as const;
  const [t, pinWords, { source }, pins, latest, models, addresses] = await Promise.all([
    getTranslations("activity"),
    getTranslations("pins"),
    api.identity.getReadme({ name }),
    api.hub.listPins({ name }),
    api.notifications.listAccountActivity({ name, limit: LATEST }),
    api.hub.listRepos(recent),
    addressesOfText(),
  ]);
  const editHref = isSelf ? "/settings/profile#readme" : `/organizations/${name}/settings#readme`;
  return (
    <div className="grid min-w-0 grid-cols-1 gap-8">
      <AccountReadme source={source} addresses={addresses} {...(canArrange && { editHref })} />
      <Pinned owner={name} pins={pins.items} canArrange={canArrange} />
      {pins.items.length === 0 && models.items.length > 0 ? (
        <section aria-labelledby="recent" className="grid grid-cols-1 gap-3">
          <h2 id="recent" className="text-lead">
            {pinWords("recent")}
          </h2>
          <RepoGrid repos={models.items} />
        </section>
      ) : null}
      <section aria-labelledby="latest" className="grid grid-cols-1 gap-3">
        <div className="flex items-baseline justify-between gap-4">
          <h2 id="latest" className="text-lead">
            {t("latest")}
          </h2>
          {latest.nextCursor ? (
            <TextLink href={`/${name}?tab=activity`} tone="muted" className="text-small">
              {t("all")}
            </TextLink>
          ) : null}
        </div>
        {latest.items.length > 0 ? (
          <ActivityList activities={latest.items} />
        ) : (
          <NoActivity>{t(isSelf ? "noneOfOwn" : "noneOfAccount")}</NoActivity>
        )}
      </section>
    </div>
  );
}
