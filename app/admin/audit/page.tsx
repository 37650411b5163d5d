import { Download, FileClock } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ListFrame } from "@/components/admin/list-frame";
import { AuditFilters } from "@/components/audit/audit-filters";
import { AuditTable } from "@/components/audit/audit-table";
import { ChainCheck } from "@/components/audit/chain-check";
import { filterOf } from "@/components/audit/filter-of";
import { EmptyState } from "@/components/patterns/empty-state";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { titleOf } from "@/server/api/page-title";
import { api } from "@/server/api/rsc";
import { AUDIT_FORMATS, AuditPageQuery } from "@/server/audit/contract";

const PATH = "/admin/audit";
const EXPORT = "/api/v1/audit-events/export";

export const generateMetadata = titleOf("adminAudit");

export default async function AuditPage({ searchParams }: { searchParams: PageQuery }) {
  const [t, asked] = await Promise.all([getTranslations("adminAudit"), searchParams]);
  const query = filterOfPage(AuditPageQuery, asked);
  const filter = filterOf(query);
  const firstPage = listAddress(PATH, { ...query, cursor: undefined });
  const { items, nextCursor } = await listOfPage(api.audit.listAuditEvents(filter), firstPage);
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("text")}
        actions={AUDIT_FORMATS.map((format) => (
          <Button key={format} asChild>
            <a href={listAddress(EXPORT, { ...filter, cursor: undefined, format })} download>
              <Download aria-hidden />
              {t(`exports.${format}`)}
            </a>
          </Button>
        ))}
      />
      <Words namespaces={["adminChain"]}>
        <ChainCheck />
      </Words>
      <ListFrame
        {...{ path: PATH, query, nextCursor, count: items.length }}
        toolbar={<AuditFilters path={PATH} query={query} />}
        empty={
          <EmptyState icon={FileClock} title={t("nothing")}>
            {t("nothingText")}
          </EmptyState>
        }
      >
        <AuditTable events={items} />
      </ListFrame>
    </PageBody>
  );
}
