import {
  type AnyPgColumn,
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import { ACCOUNT_KINDS, type ScopeLine, TOKEN_ROLES } from "@/server/identity/contract";
import { ORGANIZATION_ROLES, PLATFORM_ROLES } from "@/server/kernel/contract";

export const accountKind = pgEnum("account_kind", ACCOUNT_KINDS);
export const organizationRole = pgEnum("organization_role", ORGANIZATION_ROLES);
export const platformRole = pgEnum("platform_role", PLATFORM_ROLES);
export const tokenRole = pgEnum("token_role", TOKEN_ROLES);

/** One namespace for users and organisations. Rows stay for ever: a released name is never given to somebody else. */
export const accounts = pgTable(
  "accounts",
  {
    id: id<string>(),
    kind: accountKind().notNull(),
    name: text().notNull(),
    nameFolded: text().notNull().unique("accounts_name_folded_key"),
    displayName: text().notNull(),
    bio: text().notNull().default(""),
    website: text(),
    /** SHA-256 of the picture's bytes, in hex. */
    avatar: text(),
    /** Who made an organisation. */
    creatorId: uuid(),
    deletedAt: moment(),
    /** An operator deleted it: operators alone bring it back. */
    isWithheld: boolean().notNull().default(false),
    purgedAt: moment(),
    ...timestamps,
  },
  (table) => [index("accounts_creator_idx").on(table.creatorId, table.createdAt)],
);

export const users = pgTable("users", {
  id: uuid()
    .primaryKey()
    .references(() => accounts.id, { onDelete: "restrict" }),
  email: text().notNull(),
  emailFolded: text().notNull().unique("users_email_folded_key"),
  passwordHash: text(),
  platformRoles: platformRole().array().notNull().default([]),
  disabledAt: moment(),
  ...timestamps,
});

export const members = pgTable(
  "members",
  {
    id: id<string>(),
    organizationId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: "restrict" }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    role: organizationRole().notNull(),
    /** `false` for who was put in by somebody else and never said yes: they own nothing. */
    hasAccepted: boolean().notNull().default(true),
    ...timestamps,
  },
  (table) => [
    unique("members_organization_user_key").on(table.organizationId, table.userId),
    index("members_user_idx").on(table.userId),
  ],
);

/** Who follows which person or organisation. */
export const follows = pgTable(
  "follows",
  {
    followerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: "restrict" }),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ name: "follows_pkey", columns: [table.followerId, table.accountId] }),
    index("follows_account_idx").on(table.accountId, table.createdAt),
    index("follows_follower_idx").on(table.followerId, table.createdAt),
  ],
);

/** What an account tells of itself on its page, in Markdown. Apart from the account, which is read far more often. */
export const accountReadmes = pgTable("account_readmes", {
  accountId: uuid()
    .primaryKey()
    .references(() => accounts.id, { onDelete: "restrict" }),
  source: text().notNull(),
  updatedAt: moment().notNull(),
});

export const invitations = pgTable(
  "invitations",
  {
    id: id<string>(),
    organizationId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: "restrict" }),
    codeHash: text().notNull().unique("invitations_code_hash_key"),
    email: text(),
    role: organizationRole().notNull(),
    inviterId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    expiresAt: moment().notNull(),
    acceptedAt: moment(),
    revokedAt: moment(),
    ...timestamps,
  },
  (table) => [index("invitations_organization_idx").on(table.organizationId, table.createdAt)],
);

export const sessions = pgTable(
  "sessions",
  {
    id: id<string>(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    secretHash: text().notNull().unique("sessions_secret_hash_key"),
    device: text().notNull(),
    address: text(),
    signedInAt: moment().notNull(),
    seenAt: moment().notNull(),
    expiresAt: moment().notNull(),
    ...timestamps,
  },
  (table) => [index("sessions_user_idx").on(table.userId)],
);

export const accessTokens = pgTable(
  "access_tokens",
  {
    id: id<string>(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    name: text().notNull(),
    role: tokenRole().notNull(),
    scopes: jsonb().$type<ScopeLine[]>().notNull().default([]),
    secretHash: text().notNull().unique("access_tokens_secret_hash_key"),
    /** The token that it was made with, and goes with. */
    madeBy: uuid().references((): AnyPgColumn => accessTokens.id, { onDelete: "cascade" }),
    expiresAt: moment(),
    lastUsedAt: moment(),
    ...timestamps,
  },
  (table) => [
    index("access_tokens_user_idx").on(table.userId, table.createdAt),
    index("access_tokens_made_by_idx").on(table.madeBy),
  ],
);

/** A program that asked to act for somebody, until it has its token (RFC 8628). */
export const deviceLogins = pgTable(
  "device_logins",
  {
    id: id<string>(),
    deviceCodeHash: text().notNull().unique("device_logins_device_code_hash_key"),
    userCodeHash: text().notNull().unique("device_logins_user_code_hash_key"),
    clientId: text().notNull(),
    /** What it asked for, as OAuth scopes; empty when it named none. */
    scopes: text().array().notNull().default([]),
    device: text().notNull(),
    address: text(),
    /** Seconds it has to wait between two questions. */
    intervalSeconds: integer().notNull(),
    askedAt: moment(),
    expiresAt: moment().notNull(),
    userId: uuid().references(() => users.id, { onDelete: "cascade" }),
    role: tokenRole(),
    approvedAt: moment(),
    deniedAt: moment(),
    takenAt: moment(),
    ...timestamps,
  },
  (table) => [index("device_logins_expires_idx").on(table.expiresAt), index("device_logins_user_idx").on(table.userId)],
);

/** How the holder of a token that was given to a device gets the next one (RFC 6749 §6). */
export const tokenRenewals = pgTable(
  "token_renewals",
  {
    tokenId: uuid()
      .primaryKey()
      .references(() => accessTokens.id, { onDelete: "cascade" }),
    clientId: text().notNull(),
    refreshHash: text().notNull().unique("token_renewals_refresh_hash_key"),
    refreshEndsAt: moment().notNull(),
    renewedAt: moment(),
    /** The pair before: programs that run still use the secret for a while; the other one is proof of a theft. */
    formerRefreshHash: text(),
    formerSecretHash: text(),
    formerSecretEndsAt: moment(),
  },
  (table) => [
    index("token_renewals_former_refresh_idx").on(table.formerRefreshHash),
    index("token_renewals_former_secret_idx").on(table.formerSecretHash),
  ],
);

export const sshKeys = pgTable(
  "ssh_keys",
  {
    id: id<string>(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    title: text().notNull(),
    algorithm: text().notNull(),
    /** The key's own bytes in base64, without type and comment. */
    publicKey: text().notNull(),
    fingerprint: text().notNull().unique("ssh_keys_fingerprint_key"),
    /** A deploy key: what its person may do, narrowed to this repository. */
    repoId: uuid(),
    /** Of a deploy key; a person's own key does what its person may do. */
    canWrite: boolean().notNull().default(true),
    /** The token that it was added with, and goes with. */
    madeBy: uuid().references(() => accessTokens.id, { onDelete: "cascade" }),
    lastUsedAt: moment(),
    ...timestamps,
  },
  (table) => [
    index("ssh_keys_user_idx").on(table.userId, table.createdAt),
    index("ssh_keys_made_by_idx").on(table.madeBy),
    index("ssh_keys_repo_idx").on(table.repoId, table.createdAt),
  ],
);

export const passwordResets = pgTable("password_resets", {
  id: id<string>(),
  userId: uuid()
    .notNull()
    .references(() => users.id, { onDelete: "restrict" }),
  codeHash: text().notNull().unique("password_resets_code_hash_key"),
  expiresAt: moment().notNull(),
  usedAt: moment(),
  ...timestamps,
});

/** Attempts since the last success, by account name and by network; deleted when they are old. */
export const signInAttempts = pgTable("sign_in_attempts", {
  key: text().primaryKey(),
  count: integer().notNull(),
  blockedUntil: moment().notNull(),
  lastAt: moment().notNull(),
});
