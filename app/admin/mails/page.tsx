import { Mail } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ListFrame } from "@/components/admin/list-frame";
import { MailList } from "@/components/admin/mail-list";
import { EmptyState } from "@/components/patterns/empty-state";
import { FilterLinks } from "@/components/patterns/filter-links";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Callout } from "@/components/ui/callout";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { titleOf } from "@/server/api/page-title";
import { api } from "@/server/api/rsc";
import { ListMailsInput, MAIL_STATES } from "@/server/mail/contract";

const PATH = "/admin/mails";

export const generateMetadata = titleOf("adminMails");

export default async function MailsPage({ searchParams }: { searchParams: PageQuery }) {
  const [t, asked] = await Promise.all([getTranslations("adminMails"), searchParams]);
  const query = filterOfPage(ListMailsInput, asked);
  const firstPage = listAddress(PATH, { ...query, cursor: undefined });
  const { items, nextCursor, hasServer } = await listOfPage(api.mail.listMails(query), firstPage);
  const options = MAIL_STATES.map((value) => ({ value, label: t(`states.${value}`) }));
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      {hasServer ? null : (
        <Callout tone="warning" title={t("noServer")} className="mb-4">
          {t("noServerText")}
        </Callout>
      )}
      <ListFrame
        {...{ path: PATH, query, nextCursor, count: items.length }}
        toolbar={
          <FilterLinks
            label={t("state")}
            {...{ path: PATH, query, name: "state", options: [{ label: t("states.all") }, ...options] }}
          />
        }
        empty={
          <EmptyState icon={Mail} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        }
      >
        <MailList mails={items} hasServer={hasServer} />
      </ListFrame>
    </PageBody>
  );
}
