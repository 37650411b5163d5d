import { getLocale, getTranslations } from "next-intl/server";
import { Markdown } from "@/components/patterns/markdown";
import { Avatar } from "@/components/ui/avatar";
import { Card, CardBody } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TimelineEvent } from "@/server/discussions/contract";

/** Everything that was said and done, oldest first. */
export function TimelineView({ events }: { events: readonly TimelineEvent[] }) {
  return (
    <ol className="grid grid-cols-1 gap-3">
      {events.map((event) => (
        <li key={event.id} className="min-w-0">
          {event.body === null || event.body === "" ? <Happening event={event} /> : <Speech event={event} />}
        </li>
      ))}
    </ol>
  );
}

async function Speech({ event }: { event: TimelineEvent }) {
  return (
    <Card>
      <div className="border-b px-4 py-2">
        <Happening event={event} />
      </div>
      <CardBody className="pt-3">
        <Markdown source={event.body ?? ""} />
      </CardBody>
    </Card>
  );
}

async function Happening({ event }: { event: TimelineEvent }) {
  const [t, locale] = await Promise.all([getTranslations("discussions"), getLocale()]);
  const who = event.author?.name ?? t("nobody");
  const at = event.createdAt.toISOString();
  return (
    <p className="text-small text-text-muted flex min-w-0 flex-wrap items-center gap-2">
      <Avatar name={who} src={event.author?.avatarUrl ?? null} size="xs" />
      <span className="text-text font-medium">{who}</span>
      <span className="min-w-0 break-words">{await toldOf(event)}</span>
      <RelativeTime at={at} now={new Date().toISOString()} locale={locale} className="text-caption" />
      {event.editCount > 0 ? <span className="text-caption">{t("edited")}</span> : null}
    </p>
  );
}

async function toldOf(event: TimelineEvent): Promise<string> {
  const t = await getTranslations("discussions");
  if (event.hidden) return t("told.hidden");
  const { added = [], removed = [], from = "", to = "", ...data } = event.data;
  const names = { added: added.join(", "), removed: removed.join(", ") };
  const commits = data.commits ?? [];
  const tellings: Readonly<Record<TimelineEvent["type"], () => string>> = {
    comment: () => t("told.comment"),
    status: () => t(`told.${data.status ?? "open"}`),
    title: () => t("told.title", { from, to }),
    commits: () => t("told.commits", { count: commits.length, last: commits.at(-1)?.subject ?? "" }),
    labels: () => t("told.labels", names),
    assignees: () => t("told.assignees", names),
    reviewers: () => t("told.reviewers", names),
    review: () => t(`told.${data.verdict ?? "comment"}`),
    review_comment: () => t("told.line", { path: data.path ?? "", line: data.line ?? 0 }),
    lock: () => t(data.isOn ? "told.locked" : "told.unlocked"),
    pin: () => t(data.isOn ? "told.pinned" : "told.unpinned"),
    reference: () => t("told.reference", { number: data.number ?? 0 }),
    base: () => t("told.base", { from, to }),
  };
  return tellings[event.type]();
}
