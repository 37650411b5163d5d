import { sql } from "drizzle-orm";
import { check, index, pgEnum, pgTable, primaryKey, unique, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import { RESOURCE_ROLES } from "@/server/access/contract";

export const resourceRole = pgEnum("resource_role", RESOURCE_ROLES);

export const resourceGrants = pgTable(
  "resource_grants",
  {
    id: id<string>(),
    resourceId: uuid().notNull(),
    /** Whose the resource is: whoever leaves that organisation loses the grant. */
    ownerId: uuid().notNull(),
    userId: uuid(),
    teamId: uuid(),
    role: resourceRole().notNull(),
    ...timestamps,
  },
  (table) => [
    unique("resource_grants_resource_user_key").on(table.resourceId, table.userId),
    unique("resource_grants_resource_team_key").on(table.resourceId, table.teamId),
    index("resource_grants_team_idx").on(table.teamId),
    index("resource_grants_user_owner_idx").on(table.userId, table.ownerId),
    check("resource_grants_one_subject", sql`num_nonnulls(${table.userId}, ${table.teamId}) = 1`),
  ],
);

/** What lies in a resource group of its owner; in one at most. */
export const groupedResources = pgTable(
  "grouped_resources",
  {
    resourceId: uuid().primaryKey(),
    groupId: uuid().notNull(),
    /** The organisation whose group it is. */
    ownerId: uuid().notNull(),
  },
  (table) => [index("grouped_resources_group_idx").on(table.groupId)],
);

/** People who were let through the gate of a resource; a pass without an end does not expire. */
export const resourcePasses = pgTable(
  "resource_passes",
  { resourceId: uuid().notNull(), userId: uuid().notNull(), expiresAt: moment() },
  (table) => [primaryKey({ name: "resource_passes_pkey", columns: [table.resourceId, table.userId] })],
);

/** Owners who are deleted and may still be restored: nothing of theirs can be reached. */
export const frozenOwners = pgTable("frozen_owners", {
  ownerId: uuid().primaryKey(),
  frozenAt: moment().notNull(),
});
