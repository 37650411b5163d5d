import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Avatar } from "@/components/ui/avatar";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Activity } from "@/server/notifications/contract/activity";

/** What people did, newest first, one sentence each. */
export async function ActivityList({ activities }: { activities: readonly Activity[] }) {
  const locale = await getLocale();
  const now = new Date().toISOString();
  return (
    <ul className="rounded-card bg-surface-raised divide-y border">
      {activities.map((activity) => (
        <li key={activity.id} className="text-small flex items-start gap-3 px-4 py-3">
          <Avatar
            name={activity.actor.name}
            src={activity.actor.avatarUrl}
            shape={activity.actor.kind === "user" ? "person" : "organisation"}
            size="sm"
          />
          <Sentence activity={activity} />
          <RelativeTime
            at={activity.createdAt.toISOString()}
            now={now}
            locale={locale}
            className="text-caption text-text-muted leading-6"
          />
        </li>
      ))}
    </ul>
  );
}

async function Sentence({ activity }: { activity: Activity }) {
  const t = await getTranslations("activity");
  const { verb, actor, count, repo, discussion, tag, branch, path } = activity;
  const place = repo && `${repo.namespace}/${repo.name}`;
  const key = verb === "opened" && discussion?.isPull ? "openedPull" : verb;
  const words = {
    count,
    tag: tag ?? "",
    branch: branch ?? "",
    actor: () => <Name href={`/${actor.name}`} text={actor.displayName} />,
    target: () => <Name href={path} text={targetOf(activity)} />,
    repo: () => <span className="text-text-muted">{place}</span>,
  };
  return <p className="min-w-0 flex-1 leading-6 text-pretty break-words">{t.rich(`verbs.${key}`, words)}</p>;
}

function Name({ href, text }: { href: string; text: string }) {
  return (
    <Link href={href} prefetch={false} className="font-medium hover:underline">
      {text}
    </Link>
  );
}

function targetOf({ repo, discussion, account, collection }: Activity): string {
  if (discussion) return `${discussion.title} #${discussion.number}`;
  if (repo) return `${repo.namespace}/${repo.name}`;
  return account?.displayName ?? collection?.title ?? "";
}
