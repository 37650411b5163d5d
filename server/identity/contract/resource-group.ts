import { z } from "zod";
import { GROUP_ROLES, PageInput } from "@/server/kernel/contract";
import { AccountPath, AccountSummary } from "./account";
import { AnyName, DisplayName } from "./names";
import { Description, ListTeamsInput, PartName, Team, TeamPath } from "./team";

export const GroupRole = z.enum(GROUP_ROLES);
export type GroupRole = z.infer<typeof GroupRole>;

/** A part of an organisation's repositories; only its members, and owners and administrators, have roles in there. */
export const ResourceGroup = z.object({
  id: z.uuid(),
  name: z.string(),
  displayName: z.string(),
  description: z.string(),
  resourceCount: z.int().describe("Deleted ones that can be restored included."),
  memberCount: z.int().describe("People and teams."),
  roles: z.array(GroupRole).describe("Of the caller, own ones and those of teams."),
  createdAt: z.date(),
});
export type ResourceGroup = z.infer<typeof ResourceGroup>;

export const ResourceGroupPath = AccountPath.extend({ group: AnyName });
export const CreateResourceGroupInput = AccountPath.extend({
  group: PartName.describe("Name of the new group."),
  displayName: DisplayName.optional(),
  description: Description.default(""),
});
export const UpdateResourceGroupInput = ResourceGroupPath.extend({
  newName: PartName.optional(),
  displayName: DisplayName.optional(),
  description: Description.optional(),
});
export const ListResourceGroupsInput = ListTeamsInput;

export const GroupMember = z.object({
  user: AccountSummary.nullable().describe("Null for a team."),
  team: Team.pick({ id: true, name: true, displayName: true }).nullable().describe("Null for a person."),
  role: GroupRole,
  createdAt: z.date(),
});
export const ListGroupMembersInput = PageInput.extend(ResourceGroupPath.shape);
export const GroupPersonPath = ResourceGroupPath.extend({ username: AnyName });
export const PutGroupPersonInput = GroupPersonPath.extend({ role: GroupRole });
export const GroupTeamPath = ResourceGroupPath.extend(TeamPath.pick({ team: true }).shape);
export const PutGroupTeamInput = GroupTeamPath.extend({ role: GroupRole });
