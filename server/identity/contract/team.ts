import { z } from "zod";
import { PageInput, Slug, TEAM_ROLES, Text } from "@/server/kernel/contract";
import { AccountPath, AccountSummary } from "./account";
import { AnyName, DisplayName } from "./names";

export const TeamRole = z.enum(TEAM_ROLES);
export type TeamRole = z.infer<typeof TeamRole>;

/** The name of a team or a resource group in an address, unique in its organisation whatever the case. */
export const PartName = Slug.max(64);
export const Description = Text.trim().max(500);

export const Team = z.object({
  id: z.uuid(),
  name: z.string(),
  displayName: z.string(),
  description: z.string(),
  memberCount: z.int(),
  role: TeamRole.nullable().describe("Of the caller."),
  createdAt: z.date(),
});
export type Team = z.infer<typeof Team>;

export const TeamPath = AccountPath.extend({ team: AnyName });
export const CreateTeamInput = AccountPath.extend({
  team: PartName.describe("Name of the new team."),
  displayName: DisplayName.optional(),
  description: Description.default(""),
});
export const UpdateTeamInput = TeamPath.extend({
  newName: PartName.optional(),
  displayName: DisplayName.optional(),
  description: Description.optional(),
});
export const ListTeamsInput = PageInput.extend({
  ...AccountPath.shape,
  search: Text.trim().max(100).optional().describe("Part of a name."),
});

export const TeamMember = z.object({ user: AccountSummary, role: TeamRole, createdAt: z.date() });
export const TeamMemberPath = TeamPath.extend({ username: AnyName });
export const PutTeamMemberInput = TeamMemberPath.extend({ role: TeamRole.default("member") });
export const ListTeamMembersInput = PageInput.extend(TeamPath.shape);
