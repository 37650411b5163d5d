import { z } from "zod";
import { ORGANIZATION_ROLES, PageInput, PLATFORM_ROLES, Slug, Text } from "@/server/kernel/contract";
import { SignUpMode } from "@/server/settings/contract";

export const ACCOUNT_KINDS = ["user", "organization"] as const;
export const TOKEN_ROLES = ["read", "write", "fineGrained"] as const;

export const OrganizationRole = z.enum(ORGANIZATION_ROLES);
export type OrganizationRole = z.infer<typeof OrganizationRole>;
export const PlatformRole = z.enum(PLATFORM_ROLES);
export type PlatformRole = z.infer<typeof PlatformRole>;

/** First segments of addresses that are ours, and names that would pass for us. */
export const RESERVED_NAMES: readonly string[] = [
  ..."about abuse access account accounts active activity admin administrator administrators ai analytics anonymous api".split(
    " ",
  ),
  ..."api-keys apps assets auth avatars billing blog bot bots cdn chat code codes collections compute config".split(
    " ",
  ),
  ..."console contact cookies csghub css dashboard data dataset datasets deployments deploy dev device discussions docs doc".split(
    " ",
  ),
  ..."download downloads edge edit email endpoints error errors explore favicon feed files fonts forgot-password".split(
    " ",
  ),
  ..."forum gateway ghost git gpu guest health healthz help hf home hooks hub images img index inference info".split(
    " ",
  ),
  ..."internal invitation invitations invite jobs join js keys kernel learn legal lfs licenses livez login logout mail".split(
    " ",
  ),
  ..."main mcp mcps me member members messages metrics model models moderator monitoring new news notebooks notifications null oauth official onboarding operations operator ops organization organizations orgs organisation".split(
    " ",
  ),
  ..."organisations owner password people playground policy postmaster prices pricing privacy private profile profiles".split(
    " ",
  ),
  ..."prompts public raw readyz register repo repos repositories reset reset-password resolve robots root rss runtimes".split(
    " ",
  ),
  ..."samples search security shelves repositories self server service services session sessions settings setup sign-in sign-out sign-up".split(
    " ",
  ),
  ..."signin signout signup site skills spaces ssh ssh-keys staff static status stats store storage sudo superuser".split(
    " ",
  ),
  ..."support sync system tag tags tasks team teams terms test token tokens tools training trending trpc undefined unsubscribe".split(
    " ",
  ),
  ..."upload uploads usage user users v1 v2 verify webhook webhooks webmaster well-known whoami wiki worker www xet yard _next".split(
    " ",
  ),
];

const reserved = new Set(RESERVED_NAMES);
const FILE_ENDING = /\.(?:avif|css|html?|ico|jpe?g|js|json|map|mjs|php|png|svg|txt|webmanifest|webp|xml)$/i;

/** Two names are the same when they fold to the same text. */
export const foldName = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The name of a user or an organisation, as it stands in an address. */
export const AccountName = Slug.min(2)
  .max(42)
  .refine((name) => !FILE_ENDING.test(name), "Must not look like a file name")
  .refine((name) => !/^\d+$/.test(name), "Needs at least one letter")
  .refine((name) => !reserved.has(foldName(name)) && !/^deleted-/i.test(name), "This name is reserved");

/** A name in an address, whether it could be given today or not. */
const AnyName = Text.min(1).max(96);

/** Control, format and unassigned characters; fillers and selectors that show nothing. */
const INVISIBLE =
  /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Co}|\p{Cn}|\u034F|[\u115F\u1160\u2800\u3164\uFFA0]|\u17B4|\u17B5|[\uFE00-\uFE0E]/u;

/** What people are called on a page: any script, nothing that cannot be seen or that turns the text around. */
export const DisplayName = Text.trim()
  .min(1)
  .max(100)
  .refine((text) => !INVISIBLE.test(text), "Contains invisible characters");

export const Email = z.email("Not an e-mail address").max(254);
export const Password = Text.min(8, "At least 8 characters").max(128, "At most 128 characters");

const Website = z.url({ protocol: /^https?$/ }).max(300);

export const AccountSummary = z.object({
  id: z.uuid(),
  kind: z.enum(ACCOUNT_KINDS),
  name: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().nullable().describe("Path on this site."),
});
export type AccountSummary = z.infer<typeof AccountSummary>;

export const AccountPath = z.strictObject({ name: AnyName });
export const UserPath = z.strictObject({ username: AnyName });

export const Site = z.object({ siteName: z.string(), announcement: z.string(), signUp: SignUpMode });

export const AvatarPath = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

export const CreateUserInput = z.strictObject({
  username: AccountName,
  email: Email,
  password: Password,
  displayName: DisplayName.optional(),
  invitation: Text.min(1).max(100).optional().describe("Code of an invitation, which is accepted at once."),
});

export const CreatedUser = z.object({
  id: z.uuid(),
  username: z.string(),
  email: z.string(),
  displayName: z.string(),
  token: z.string().optional().describe("A first write token; only when somebody signs up."),
});

export const Me = z.object({
  id: z.uuid(),
  username: z.string(),
  email: z.string(),
  displayName: z.string(),
  bio: z.string(),
  website: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  platformRoles: z.array(PlatformRole),
  organizations: z.array(AccountSummary.extend({ role: OrganizationRole })),
  createdAt: z.date(),
});

export const Profile = AccountSummary.extend({
  bio: z.string(),
  website: z.string().nullable(),
  memberCount: z.int().nullable().describe("Of an organisation."),
  organizations: z.array(AccountSummary).describe("Of a user."),
  followerCount: z.int(),
  followingCount: z.int().describe("Of a user; an organization follows nobody."),
  isFollowing: z.boolean().describe("Whether you follow this account."),
  createdAt: z.date(),
});

const profileFields = {
  displayName: DisplayName.optional(),
  bio: Text.trim().max(500).optional(),
  website: Website.nullable().optional(),
};
export const UpdateProfileInput = z.strictObject(profileFields);
export const UpdateOrganizationInput = AccountPath.extend(profileFields);

export const ChangeEmailInput = z.strictObject({ email: Email, password: Text.min(1).max(128) });
export const ChangePasswordInput = z.strictObject({ currentPassword: Text.min(1).max(128), newPassword: Password });
export const ConfirmPasswordInput = z.strictObject({ password: Text.min(1).max(128) });

export const SessionPath = z.strictObject({ sessionId: z.uuid() });
export const Session = z.object({
  id: z.uuid(),
  device: z.string(),
  address: z.string().nullable(),
  isCurrent: z.boolean(),
  createdAt: z.date(),
  seenAt: z.date(),
  expiresAt: z.date(),
});

export const ScopeLine = z.strictObject({
  target: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("everything") }),
    z.strictObject({ kind: z.enum(["owner", "resource"]), id: z.uuid() }),
  ]),
  permissions: z.array(z.string().max(60)).min(1).max(50),
});
export type ScopeLine = z.infer<typeof ScopeLine>;

export const TokenRole = z.enum(TOKEN_ROLES);
export type TokenRole = z.infer<typeof TokenRole>;
export const CreateTokenInput = z.strictObject({
  name: DisplayName,
  role: TokenRole,
  scopes: z.array(ScopeLine).max(100).optional().describe("What a fine-grained token may do."),
  expiresAt: z.iso.datetime({ offset: true }).nullable().optional().describe("Default: in 90 days; null: never."),
});
export type CreateTokenInput = z.infer<typeof CreateTokenInput>;

export const TokenPermissions = z.object({ permissions: z.array(z.string()) });
export const TokenPath = z.strictObject({ tokenId: z.uuid() });
export const AccessToken = z.object({
  id: z.uuid(),
  name: z.string(),
  role: TokenRole,
  scopes: z.array(ScopeLine),
  expiresAt: z.date().nullable(),
  client: z.string().nullable().describe("The program that a person let in by a code; null for a token made by hand."),
  lastUsedAt: z.date().nullable(),
  createdAt: z.date(),
});
export const CreatedToken = AccessToken.extend({ secret: z.string().describe("Shown once.") });

/** What somebody types from the screen of a device: letters in any case, with or without the hyphen. */
const UserCode = Text.trim().min(1).max(40);
export const DeviceLoginPath = z.strictObject({ userCode: UserCode });
export const ApproveDeviceLoginInput = DeviceLoginPath.extend({ role: z.enum(["read", "write"]) });
export const DeviceLogin = z.object({
  userCode: z.string(),
  client: z.string().describe("The program that asks, as it is known here."),
  device: z.string().describe("What the program says it is; nothing proves it."),
  address: z.string().nullable().describe("Where it asked from."),
  asksToWrite: z.boolean(),
  createdAt: z.date(),
  expiresAt: z.date(),
});
export type DeviceLogin = z.infer<typeof DeviceLogin>;

export const CreateSshKeyInput = z.strictObject({ title: DisplayName.optional(), publicKey: Text.min(1).max(16_384) });
export const SshKeyPath = z.strictObject({ keyId: z.uuid() });
export const SshKey = z.object({
  id: z.uuid(),
  title: z.string(),
  algorithm: z.string(),
  fingerprint: z.string(),
  lastUsedAt: z.date().nullable(),
  createdAt: z.date(),
});

export const CreateOrganizationInput = z.strictObject({ name: AccountName, displayName: DisplayName.optional() });
export const Organization = AccountSummary.omit({ kind: true }).extend({
  bio: z.string(),
  website: z.string().nullable(),
  role: OrganizationRole.nullable().describe("Of the caller."),
  memberCount: z.int(),
  createdAt: z.date(),
  deletedAt: z.date().nullable().describe("Restorable for 30 days from then."),
});
/** As administrators of the installation see it. */
export const ManagedOrganization = Organization.extend({ owners: z.array(z.string()).describe("User names.") });
export const ListOrganizationsInput = PageInput.extend({
  state: z.enum(["active", "deleted"]).default("active"),
});

export const Member = z.object({ user: AccountSummary, role: OrganizationRole, createdAt: z.date() });
export const MemberPath = AccountPath.extend({ username: AnyName });
export const PutMemberInput = MemberPath.extend({ role: OrganizationRole });
export const ListOfAccountInput = PageInput.extend({ name: AnyName });

export const CreateInvitationInput = AccountPath.extend({
  email: Email.optional().describe("Only somebody with this address may accept."),
  role: OrganizationRole.default("read"),
});
export const CreatedInvitation = z.object({ id: z.uuid(), url: z.string(), expiresAt: z.date() });
export const Invitation = z.object({
  id: z.uuid(),
  email: z.string().nullable(),
  role: OrganizationRole,
  inviter: AccountSummary,
  expiresAt: z.date(),
  createdAt: z.date(),
});
export const InvitationPath = AccountPath.extend({ invitationId: z.uuid() });
export const InvitationCode = z.strictObject({ code: Text.min(1).max(100) });
export const Membership = z.object({ organization: AccountSummary, role: OrganizationRole });
export const InvitationPreview = z.object({
  organization: AccountSummary,
  inviter: AccountSummary,
  role: OrganizationRole,
  isForAnEmail: z.boolean(),
  expiresAt: z.date(),
});

export const RestoreAccountInput = z.strictObject({
  username: Text.min(1).max(254).describe("With a password the e-mail address will do too."),
  password: Text.min(1).max(128).optional(),
});
export const CreatedPasswordReset = z.object({ url: z.string(), expiresAt: z.date() });
export const RequestPasswordResetInput = z.strictObject({
  login: Text.min(1).max(254).describe("User name or e-mail address."),
});
export const ResetCode = z.strictObject({ code: Text.min(1).max(100) });
export const PasswordResetPreview = z.object({ username: z.string(), expiresAt: z.date() });
export const ResetPasswordInput = ResetCode.extend({ password: Password });

export const SearchPeopleInput = z.strictObject({
  search: Text.trim().min(1).max(100),
  kind: z.enum(ACCOUNT_KINDS).optional(),
  limit: z.int().min(1).max(50).default(10),
});

export const ListAccountsInput = PageInput.extend({
  search: Text.trim().max(100).optional(),
  state: z.enum(["active", "disabled", "deleted"]).optional(),
});
export const ListAllOrganizationsInput = ListAccountsInput.extend({ state: z.enum(["active", "deleted"]).optional() });
export const ManagedUser = AccountSummary.omit({ kind: true }).extend({
  email: z.string(),
  platformRoles: z.array(PlatformRole),
  createdAt: z.date(),
  seenAt: z.date().nullable(),
  disabledAt: z.date().nullable(),
  deletedAt: z.date().nullable(),
});
export const SetPlatformRolesInput = UserPath.extend({ roles: z.array(PlatformRole).max(PLATFORM_ROLES.length) });
