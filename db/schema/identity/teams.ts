import { sql } from "drizzle-orm";
import { check, index, pgEnum, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import { GROUP_ROLES, TEAM_ROLES } from "@/server/kernel/contract";
import { accounts, users } from "../identity";

export const teamRole = pgEnum("team_role", TEAM_ROLES);
export const groupRole = pgEnum("group_role", GROUP_ROLES);

const partOfOrganization = {
  id: id<string>(),
  organizationId: uuid()
    .notNull()
    .references(() => accounts.id, { onDelete: "restrict" }),
  name: text().notNull(),
  nameFolded: text().notNull(),
  displayName: text().notNull(),
  description: text().notNull().default(""),
  ...timestamps,
};

/** Members of an organisation who are given roles together. */
export const teams = pgTable("teams", partOfOrganization, (table) => [
  unique("teams_organization_name_key").on(table.organizationId, table.nameFolded),
]);

export const teamMembers = pgTable(
  "team_members",
  {
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    role: teamRole().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ name: "team_members_pkey", columns: [table.teamId, table.userId] }),
    index("team_members_user_idx").on(table.userId),
  ],
);

/** A part of an organisation's resources, with roles of its own; which resources, `access` knows. */
export const resourceGroups = pgTable("resource_groups", partOfOrganization, (table) => [
  unique("resource_groups_organization_name_key").on(table.organizationId, table.nameFolded),
]);

/** People and teams with a role in a resource group. */
export const groupMembers = pgTable(
  "group_members",
  {
    id: id<string>(),
    groupId: uuid()
      .notNull()
      .references(() => resourceGroups.id, { onDelete: "cascade" }),
    userId: uuid().references(() => users.id, { onDelete: "restrict" }),
    teamId: uuid().references(() => teams.id, { onDelete: "cascade" }),
    role: groupRole().notNull(),
    ...timestamps,
  },
  (table) => [
    unique("group_members_group_user_key").on(table.groupId, table.userId),
    unique("group_members_group_team_key").on(table.groupId, table.teamId),
    index("group_members_user_idx").on(table.userId),
    index("group_members_team_idx").on(table.teamId),
    check("group_members_one_subject", sql`num_nonnulls(${table.userId}, ${table.teamId}) = 1`),
  ],
);
