import { BellOff } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { MarkAllRead } from "@/components/notifications/mark-all-read";
import { NotificationList } from "@/components/notifications/notification-list";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import { NavTabs } from "@/components/ui/nav-tabs";
import { readQuery } from "@/server/api/rest/read-query";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";
import { ListNotificationsInput } from "@/server/notifications/contract";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const ALL = "/notifications";
const UNREAD = `${ALL}?unread=true`;

export async function generateMetadata() {
  const t = await getTranslations("notifications");
  return { title: t("title") };
}

export default async function NotificationsPage({ searchParams }: Props) {
  const [t, locale, viewer, query] = await Promise.all([
    getTranslations("notifications"),
    getLocale(),
    requireViewer(),
    searchParams,
  ]);
  const filter = ListNotificationsInput.safeParse(readQuery(ListNotificationsInput, query)).data ?? { limit: 20 };
  const { items, nextCursor } = await api.notifications.listNotifications(filter);
  const here = filter.unread ? UNREAD : ALL;
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("about")}
        actions={
          viewer.unread > 0 ? (
            <Words namespaces={["markAllRead"]}>
              <MarkAllRead />
            </Words>
          ) : null
        }
      />
      <NavTabs
        label={t("title")}
        current={here}
        tabs={[
          { href: ALL, label: t("all") },
          { href: UNREAD, label: t("unread"), ...(viewer.unread > 0 && { count: String(viewer.unread) }) },
        ]}
      />
      {items.length > 0 ? (
        <NotificationList notifications={items} locale={locale} />
      ) : (
        <EmptyState icon={BellOff} title={t(filter.unread ? "noneUnread" : "none")}>
          {t("noneText")}
        </EmptyState>
      )}
      {nextCursor ? (
        <Button asChild className="justify-self-center">
          <Link href={`${here}${filter.unread ? "&" : "?"}cursor=${encodeURIComponent(nextCursor)}`}>{t("older")}</Link>
        </Button>
      ) : null}
    </PageBody>
  );
}
