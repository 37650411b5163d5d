import { bigint, boolean, char, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import type { CallOutcome, Endpoint } from "@/server/gateway/contract";

const nano = () => bigint({ mode: "bigint" });
const count = () => bigint({ mode: "number" });

export const apiKeys = pgTable(
  "api_keys",
  {
    id: id<string>(),
    ownerId: uuid().notNull(),
    creatorId: uuid().notNull(),
    name: text().notNull(),
    /** The first characters, by which people recognise a key. */
    prefix: text().notNull(),
    /** SHA-256 of the secret, in hex; the secret itself is nowhere. */
    secretHash: text().notNull().unique(),
    lastUsedAt: moment(),
    /** A deleted key keeps its row: usage names it. */
    deletedAt: moment(),
    ...timestamps,
  },
  (table) => [index("api_keys_owner_idx").on(table.ownerId, table.createdAt.desc(), table.id.desc())],
);

/** Calls that reached a deployment, for people; what they cost is billing's. */
export const gatewayRequests = pgTable(
  "gateway_requests",
  {
    /** The id of the usage event, and what the client read in `x-request-id`. */
    id: id<string>(),
    startedAt: moment().notNull(),
    ownerId: uuid().notNull(),
    keyId: uuid(),
    userId: uuid(),
    model: text().notNull(),
    deploymentId: uuid().notNull(),
    endpoint: text().$type<Endpoint>().notNull(),
    isStream: boolean().notNull(),
    outcome: text().$type<CallOutcome>().notNull(),
    status: integer().notNull(),
    inputTokens: count().notNull(),
    outputTokens: count().notNull(),
    cost: nano().notNull(),
    currency: char({ length: 3 }).notNull(),
    latencyMs: integer().notNull(),
    /** Time to the first token. */
    ttftMs: integer(),
  },
  (table) => [
    index("gateway_requests_owner_idx").on(table.ownerId, table.startedAt.desc(), table.id.desc()),
    index("gateway_requests_key_idx").on(table.keyId, table.startedAt.desc(), table.id.desc()),
  ],
);

/** The name of this database, in its one row: a journal says which database its charges belong to. */
export const gatewayDatabase = pgTable("gateway_database", {
  row: integer().primaryKey(),
  id: uuid().notNull(),
  createdAt: moment().notNull(),
});

/** Processes that serve `/v1`, by the name in their data folder. */
export const gatewayNodes = pgTable("gateway_nodes", {
  id: id<string>(),
  /** Starts so far. */
  epoch: integer().notNull(),
  ...timestamps,
});
