import { z } from "zod";
import { PageInput, Text } from "@/server/kernel/contract";
import { AccountPath, AccountSummary, ListAccountsInput, OrganizationRole } from "./account";
import { AccountName, AnyName, DisplayName, Email } from "./names";

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

/** What ends with a membership. */
export const MemberRoles = z.object({
  role: OrganizationRole,
  teams: z.int().describe("Teams of the organization that they are in."),
  groups: z.int().describe("Resource groups in which they have a role of their own."),
  resources: z.int().describe("Repositories, buckets and collections on which they have a role of their own."),
});

export const PutMemberInput = MemberPath.extend({ role: OrganizationRole });

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

export const ListAllOrganizationsInput = ListAccountsInput.extend({ state: z.enum(["active", "deleted"]).optional() });
