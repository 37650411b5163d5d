import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  char,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import type { CallOutcome, Endpoint } from "@/server/gateway/contract";
import type { ProviderKindId } from "@/server/gateway/contract/provider";

const nano = () => bigint({ mode: "bigint" });
const count = () => bigint({ mode: "number" });

export const apiKeys = pgTable(
  "api_keys",
  {
    id: id<string>(),
    ownerId: uuid().notNull(),
    creatorId: uuid().notNull(),
    /** The access token that it was made with, and goes with. */
    madeBy: uuid(),
    name: text().notNull(),
    /** The first characters, by which people recognise a key. */
    prefix: text().notNull(),
    /** SHA-256 of the secret, in hex; the secret itself is nowhere. */
    secretHash: text().notNull().unique(),
    /** When it got this secret. */
    secretSince: moment().notNull().defaultNow(),
    /** The secret before: it works on until its end. */
    oldSecretHash: text().unique(),
    oldPrefix: text(),
    oldSecretEndsAt: moment(),
    lastUsedAt: moment(),
    /** Calls are refused until it is enabled again. */
    disabledAt: moment(),
    /** Public ids of the models that it may call; `null` is all. */
    models: text().array(),
    endpoints: text().array().$type<Endpoint[]>(),
    /** CIDR, or single addresses. */
    networks: text().array(),
    requestsPerMinute: integer(),
    tokensPerMinute: integer(),
    parallelCalls: integer(),
    /** A deleted key keeps its row: usage names it. */
    deletedAt: moment(),
    ...timestamps,
  },
  (table) => [
    index("api_keys_owner_idx").on(table.ownerId, table.createdAt, table.id),
    index("api_keys_made_by_idx").on(table.madeBy),
  ],
);

/** What keys used of a minute: processes take parts of it and spend them from memory. */
export const keyWindows = pgTable(
  "key_windows",
  {
    keyId: uuid()
      .notNull()
      .references(() => apiKeys.id, { onDelete: "restrict" }),
    metric: text().$type<"requests" | "tokens">().notNull(),
    startedAt: moment().notNull(),
    taken: count().notNull(),
    lastPart: count().notNull(),
  },
  (table) => [primaryKey({ columns: [table.keyId, table.metric] })],
);

/** Calls that a key with a limit on them makes at once: one slot each, until it ends or its process is gone. */
export const keySlots = pgTable(
  "key_slots",
  {
    keyId: uuid()
      .notNull()
      .references(() => apiKeys.id, { onDelete: "restrict" }),
    slot: integer().notNull(),
    callId: uuid().notNull(),
    /** By the clock of the database. */
    expiresAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.keyId, table.slot] }), index("key_slots_call_idx").on(table.callId)],
);

/** Calls that reached a deployment or a provider, for people; what they cost is billing's. */
export const gatewayRequests = pgTable(
  "gateway_requests",
  {
    /** The id of the usage event, and what the client read in `x-request-id`. */
    id: id<string>(),
    startedAt: moment().notNull(),
    ownerId: uuid().notNull(),
    keyId: uuid(),
    userId: uuid(),
    /** The resource group of its payer in which its model lay. */
    groupId: uuid(),
    model: text().notNull(),
    /** Of a provider's model its own id. */
    deploymentId: uuid().notNull(),
    endpoint: text().$type<Endpoint>().notNull(),
    isStream: boolean().notNull(),
    outcome: text().$type<CallOutcome>().notNull(),
    status: integer().notNull(),
    inputTokens: count().notNull(),
    /** Of the input those that were in a cache. */
    cachedInputTokens: count().notNull().default(0),
    outputTokens: count().notNull(),
    cost: nano().notNull(),
    currency: char({ length: 3 }).notNull(),
    latencyMs: integer().notNull(),
    /** Time to the first token. */
    ttftMs: integer(),
    /** From its admission until it was sent to who serves it. */
    queueMs: integer(),
    /** Why the model stopped, in OpenAI's words. */
    finishReason: text(),
  },
  (table) => [
    index("gateway_requests_owner_idx").on(table.ownerId, table.startedAt, table.id),
    index("gateway_requests_key_idx").on(table.keyId, table.startedAt, table.id),
  ],
);

/** Responses that their clients may read again and go on from, until they expire. */
export const gatewayResponses = pgTable(
  "gateway_responses",
  {
    /** Of the call that made it. */
    id: id<string>(),
    ownerId: uuid().notNull(),
    /** Whose it is among those who pay with the same account; absent from before that was kept. */
    userId: uuid(),
    previousId: uuid(),
    /** Items that were said and answered, as JSON: text, because `jsonb` has no NUL. */
    turn: text().notNull(),
    /** The response as it was told, as JSON. */
    body: text().notNull(),
    /** Of both. */
    bytes: integer().notNull(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
  },
  (table) => [
    index("gateway_responses_owner_idx").on(table.ownerId, table.bytes),
    index("gateway_responses_expires_idx").on(table.expiresAt),
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

/** Services elsewhere whose models are called through the gateway. */
export const providers = pgTable(
  "providers",
  {
    id: id<string>(),
    kind: text().$type<ProviderKindId>().notNull(),
    name: text().notNull(),
    /** Without a slash at its end. */
    baseUrl: text().notNull(),
    /** Sealed. */
    credential: text(),
    /** Names are for people; the values are sealed together. */
    headerNames: text().array().notNull(),
    headers: text(),
    totalMs: integer().notNull(),
    idleMs: integer().notNull(),
    isEnabled: boolean().notNull(),
    /** Who may call its models; empty: everybody who is signed in. */
    organizationIds: uuid().array().notNull(),
    ...timestamps,
  },
  (table) => [
    uniqueIndex("providers_name_key").on(sql`lower(${table.name})`),
    index("providers_created_idx").on(table.createdAt, table.id),
  ],
);

/** What a provider serves, under the name that callers use; its prices count for the calls that begin now. */
export const providerModels = pgTable(
  "provider_models",
  {
    id: id<string>(),
    providerId: uuid()
      .notNull()
      .references(() => providers.id, { onDelete: "restrict" }),
    publicId: text().notNull(),
    upstreamName: text().notNull(),
    /** Nano-units for a million tokens. */
    inputPrice: nano().notNull(),
    cachedInputPrice: nano(),
    outputPrice: nano().notNull(),
    currency: char({ length: 3 }).notNull(),
    contextLength: integer(),
    ...timestamps,
  },
  (table) => [
    uniqueIndex("provider_models_public_id_key").on(sql`lower(${table.publicId})`),
    index("provider_models_provider_idx").on(table.providerId),
    check(
      "provider_models_prices",
      sql`${table.inputPrice} >= 0 and ${table.outputPrice} >= 0 and coalesce(${table.cachedInputPrice}, 0) between 0 and ${table.inputPrice}`,
    ),
  ],
);
