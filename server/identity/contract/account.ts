import { z } from "zod";
import { ORGANIZATION_ROLES, PageInput, PLATFORM_ROLES, Text } from "@/server/kernel/contract";
import { AnyName, DisplayName, Website } from "./names";

export const ACCOUNT_KINDS = ["user", "organization"] as const;

export const OrganizationRole = z.enum(ORGANIZATION_ROLES);
export type OrganizationRole = z.infer<typeof OrganizationRole>;

export const PlatformRole = z.enum(PLATFORM_ROLES);
export type PlatformRole = z.infer<typeof PlatformRole>;

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

export const AvatarPath = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

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

export const FollowState = Profile.pick({ isFollowing: true, followerCount: true });

const profileFields = {
  displayName: DisplayName.optional(),
  bio: Text.trim().max(500).optional(),
  website: Website.nullable().optional(),
};

export const UpdateProfileInput = z.strictObject(profileFields);

export const UpdateOrganizationInput = AccountPath.extend(profileFields);

export const ListOfAccountInput = PageInput.extend({ name: AnyName });

export const ListMembersInput = ListOfAccountInput.extend({
  search: Text.trim().max(100).optional().describe("A part of the user name or of the display name."),
});

export const SearchPeopleInput = z.strictObject({
  search: Text.trim().min(1).max(100),
  kind: z.enum(ACCOUNT_KINDS).optional(),
  limit: z.int().min(1).max(50).default(10),
});

export const ListAccountsInput = PageInput.extend({
  search: Text.trim().max(100).optional(),
  state: z.enum(["active", "disabled", "deleted"]).optional(),
});

export const ManagedUser = AccountSummary.omit({ kind: true }).extend({
  email: z.string(),
  platformRoles: z.array(PlatformRole),
  createdAt: z.date(),
  seenAt: z.date().nullable(),
  disabledAt: z.date().nullable(),
  deletedAt: z.date().nullable(),
});

export const SetPlatformRolesInput = UserPath.extend({ roles: z.array(PlatformRole).max(PLATFORM_ROLES.length) });
