import { personOf } from "@/server/access";
import { type Ctx, defineStream } from "@/server/kernel";
import { type AuditEvent, ExportAuditEventsInput } from "./contract";
import { type AuditFilter, listEvents } from "./store";

const BATCH = 500;
const COLUMNS = "seq,at,actor,actorId,action,target,targetKind,targetId,ownerId,details,address,requestId,hash";

export const exportAuditEvents = defineStream({
  name: "audit.exportAuditEvents",
  summary: "Download what was done, as CSV or as lines of JSON, newest first",
  http: { method: "GET", path: "/audit-events/export" },
  input: ExportAuditEventsInput,
  produces: "text/csv, application/jsonl",
  async run(ctx, { format, ...filter }, { signal }) {
    personOf(ctx);
    const events = readAll(ctx, filter, signal);
    return format === "csv"
      ? { contentType: "text/csv; charset=utf-8", fileName: "audit-events.csv", body: toCsv(events) }
      : { contentType: "application/jsonl", fileName: "audit-events.jsonl", body: toLines(events) };
  },
});

async function* readAll(ctx: Ctx, filter: AuditFilter, signal: AbortSignal): AsyncIterable<AuditEvent> {
  let after: Parameters<typeof listEvents>[1]["after"] = null;
  while (!signal.aborted) {
    const events: readonly AuditEvent[] = await listEvents(ctx, { after, limit: BATCH, filter });
    yield* events;
    const last = events.at(-1);
    if (!last || events.length < BATCH) return;
    after = { sort: last.at.toISOString(), id: last.id };
  }
}

async function* toLines(events: AsyncIterable<AuditEvent>) {
  for await (const event of events) yield `${JSON.stringify(event)}\n`;
}

async function* toCsv(events: AsyncIterable<AuditEvent>) {
  yield `${COLUMNS}\r\n`;
  for await (const { at, actor, target, details, ...event } of events) {
    const { seq, action, ownerId, address, requestId, hash } = event;
    const who = [actor.name ?? actor.kind, actor.id];
    const what = [target.name, target.kind, target.id, ownerId, JSON.stringify(details)];
    const cells = [seq, at.toISOString(), ...who, action, ...what, address, requestId, hash];
    yield `${cells.map(cellOf).join(",")}\r\n`;
  }
}

/** Quoted as in RFC 4180; a text that a spreadsheet would take for a formula starts with an apostrophe. */
export function cellOf(value: string | number | null): string {
  const text = String(value ?? "");
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
