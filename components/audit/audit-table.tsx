import { getLocale, getTranslations } from "next-intl/server";
import { RecordTable } from "@/components/patterns/record-table";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Sheet } from "@/components/ui/sheet";
import type { AuditEvent } from "@/server/audit/contract";
import { AuditDetails } from "./audit-details";

/** What was done, newest first; the rest of each event is in its drawer. */
export async function AuditTable({ events }: { events: readonly AuditEvent[] }) {
  const [t, locale] = await Promise.all([getTranslations("adminAudit"), getLocale()]);
  const now = new Date().toISOString();
  return (
    <RecordTable
      label={t("title")}
      rows={events}
      rowId={({ id }) => id}
      columns={[
        {
          id: "action",
          header: t("action"),
          isTitle: true,
          cell: ({ action }) => <span className="font-medium break-all">{action}</span>,
        },
        { id: "actor", header: t("actor"), cell: ({ actor }) => <Actor actor={actor} token={t("token")} /> },
        { id: "target", header: t("target"), cell: ({ target }) => <Target target={target} /> },
        {
          id: "at",
          header: t("at"),
          cell: ({ at }) => <RelativeTime at={at.toISOString()} now={now} locale={locale} />,
        },
        { id: "address", header: t("address"), isHiddenOnPhone: true, cell: ({ address }) => address ?? "" },
        {
          id: "details",
          header: t("details"),
          isActions: true,
          cell: (event) => (
            <Sheet
              side="right"
              title={event.action}
              trigger={
                <Button size="sm" aria-label={t("detailsOf", { seq: event.seq })}>
                  {t("details")}
                </Button>
              }
            >
              <AuditDetails event={event} />
            </Sheet>
          ),
        },
      ]}
    />
  );
}

function Actor({ actor: { kind, id, name }, token }: { actor: AuditEvent["actor"]; token: string }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="truncate">{name ?? id ?? kind}</span>
      {kind === "token" ? <Badge>{token}</Badge> : null}
    </span>
  );
}

function Target({ target: { kind, id, name } }: { target: AuditEvent["target"] }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Badge tone="sunken">{kind}</Badge>
      <span className="max-w-64 truncate">{name ?? id}</span>
    </span>
  );
}
