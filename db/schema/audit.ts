import { bigint, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, moment } from "@/db/columns";

/** Written by the function `audit_append` only; triggers refuse to change or remove a row. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: id<string>(),
    /** 1, 2, 3 … without a gap: the order of the chain. */
    seq: bigint({ mode: "number" }).notNull().unique("audit_events_seq_key"),
    at: moment().notNull(),
    actorKind: text().notNull(),
    /** A user's id, or the name of a process. */
    actorId: text(),
    /** The token that was used, if any. */
    tokenId: uuid(),
    action: text().notNull(),
    targetKind: text().notNull(),
    targetId: text().notNull(),
    ownerId: uuid(),
    details: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    address: text(),
    requestId: text().notNull(),
    /** SHA-256 in hex of the event before; 64 zeros for the first. */
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [
    index("audit_events_at_idx").on(table.at, table.id),
    index("audit_events_owner_idx").on(table.ownerId, table.at),
    index("audit_events_actor_idx").on(table.actorId, table.at),
    index("audit_events_target_idx").on(table.targetId, table.at),
  ],
);

/** One row: the end of the chain, locked by whoever appends. */
export const auditHead = pgTable("audit_head", {
  id: bigint({ mode: "number" }).primaryKey(),
  seq: bigint({ mode: "number" }).notNull(),
  hash: text().notNull(),
});

/** What the ids in the trail are called. Outside the chain, so that a purged person's names can be forgotten. */
export const auditNames = pgTable(
  "audit_names",
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    name: text().notNull(),
    ownerId: uuid(),
  },
  (table) => [index("audit_names_owner_idx").on(table.ownerId), index("audit_names_name_idx").on(table.name)],
);
