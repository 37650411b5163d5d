import { z } from "zod";
import { PageInput, Text } from "@/server/kernel/contract";

const moment = z.iso.datetime({ offset: true });

const filters = {
  actor: Text.max(200).optional().describe("Name or id of who did it."),
  action: Text.max(100).optional().describe("Such as `repository.created`; `repository.` for all that starts so."),
  target: Text.max(200).optional().describe("Name or id of what it was done to."),
  owner: Text.max(200).optional().describe("Name or id of the account it concerns."),
  from: moment.optional().describe("Inclusive."),
  to: moment.optional().describe("Exclusive."),
};

export const ListAuditEventsInput = PageInput.extend(filters);
/** The same in an address that people read: whole days, of UTC, both inclusive. */
export const AuditPageQuery = ListAuditEventsInput.extend({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type AuditPageQuery = z.infer<typeof AuditPageQuery>;
export const AUDIT_FORMATS = ["csv", "jsonl"] as const;
export const ExportAuditEventsInput = z.strictObject({ ...filters, format: z.enum(AUDIT_FORMATS).default("csv") });

export const AuditEvent = z.object({
  id: z.uuid(),
  seq: z.int().describe("Place in the chain."),
  at: z.date(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  action: z.string(),
  target: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
  ownerId: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  address: z.string().nullable(),
  requestId: z.string(),
  hash: z.string().describe("SHA-256 over this event and the hash of the one before."),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

export const AuditChain = z.object({
  count: z.int().describe("Events in the trail."),
  brokenAt: z.int().nullable().describe("Place of the first event that was changed, removed or put in; null: whole."),
});
