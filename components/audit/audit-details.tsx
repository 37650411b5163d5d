import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { MetadataList } from "@/components/patterns/metadata-list";
import { CopyButton } from "@/components/ui/copy-button";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow, TableScroll } from "@/components/ui/table";
import type { AuditEvent } from "@/server/audit/contract";
import { type Change, changesOf } from "./changes-of";

/** Everything that one event keeps: facts, what it changed, and its place in the chain. */
export async function AuditDetails({ event }: { event: AuditEvent }) {
  const t = await getTranslations("adminAudit");
  const { changes, facts } = changesOf(event.details);
  const { actor, target } = event;
  return (
    <div className="grid gap-6">
      <MetadataList
        items={[
          { term: t("at"), value: event.at.toISOString().replace("T", " ").replace("Z", " UTC") },
          { term: t("actor"), value: <Copied text={actor.name ?? actor.id ?? actor.kind} /> },
          { term: t("actorId"), value: actor.id ? <Copied text={actor.id} /> : t("none") },
          { term: t("target"), value: <Copied text={target.name ?? target.id} /> },
          { term: t("targetId"), value: <Copied text={target.id} /> },
          { term: t("address"), value: event.address ?? t("none") },
          { term: t("request"), value: <Copied text={event.requestId} /> },
        ]}
      />
      {changes.length > 0 ? <Changes changes={changes} /> : null}
      {facts.length > 0 ? (
        <Block title={t("facts")}>
          <MetadataList items={facts.map(([term, value]) => ({ term, value: <code>{textOf(value)}</code> }))} />
        </Block>
      ) : null}
      <Block title={t("chain")}>
        <MetadataList
          items={[
            { term: t("seq"), value: event.seq },
            { term: t("hash"), value: <Copied text={event.hash} /> },
          ]}
        />
      </Block>
    </div>
  );
}

async function Changes({ changes }: { changes: readonly Change[] }) {
  const t = await getTranslations("adminAudit");
  return (
    <Block title={t("changes")}>
      <TableScroll label={t("changes")} className="rounded-card border">
        <Table>
          <TableHead>
            <TableRow>
              <TableHeaderCell>{t("field")}</TableHeaderCell>
              <TableHeaderCell>{t("before")}</TableHeaderCell>
              <TableHeaderCell>{t("after")}</TableHeaderCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {changes.map(({ name, before, after }) => (
              <TableRow key={name}>
                <TableCell className="font-medium">{name}</TableCell>
                <TableCell className="text-danger font-mono break-all">{textOf(before)}</TableCell>
                <TableCell className="text-success font-mono break-all">{textOf(after)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableScroll>
    </Block>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3 className="text-small font-medium">{title}</h3>
      {children}
    </section>
  );
}

function Copied({ text }: { text: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 break-all">{text}</code>
      <CopyButton text={text} size="xs" className="-mt-0.5" />
    </span>
  );
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? "–"));
