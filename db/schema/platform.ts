import { pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";

/** Answers to requests that carried an `Idempotency-Key`; the answer is sealed, since it may show a secret once. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    id: id<string>(),
    principal: uuid().notNull(),
    key: text().notNull(),
    requestHash: text().notNull(),
    answer: text().notNull(),
    ...timestamps,
  },
  (table) => [unique("idempotency_keys_principal_key").on(table.principal, table.key)],
);

/** Heartbeats of job runners: jobs locked by a runner that is silent are given to another. */
export const workerPools = pgTable("worker_pools", { id: text().primaryKey(), seenAt: moment().notNull() });
